"""What the café does by the clock: apps register, the server (or a worker) runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Job(NamedTuple):
    name: str
    seconds: float
    run: Callable[[], object]


jobs: list[Job] = []


def every(*, seconds: float) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Run the decorated function, which takes nothing, every so many seconds in one thread."""

    def register(run: Callable[[], object]) -> Callable[[], object]:
        jobs.append(Job(f"{run.__module__}.{run.__qualname__}", seconds, run))
        return run

    return register

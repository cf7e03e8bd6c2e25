"""What the café does by the clock: apps register, the server (or a worker) runs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC
from typing import NamedTuple

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from django.db import close_old_connections

logger = logging.getLogger(__name__)


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


class Clockwork:
    """Runs the registered jobs. A late job runs once, not once for each time it missed."""

    def __init__(self) -> None:
        self._scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(4)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone=UTC,
        )

    def start(self) -> None:
        for job in jobs:
            self._scheduler.add_job(
                _logged(job), "interval", seconds=job.seconds, id=job.name, name=job.name
            )
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)


def _logged(job: Job) -> Callable[[], None]:
    def run() -> None:
        close_old_connections()
        try:
            job.run()
        except Exception:
            logger.exception("%s failed; it runs again in %s s", job.name, job.seconds)
            close_old_connections()

    return run

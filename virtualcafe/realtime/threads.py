"""Where the event loop's synchronous work is done: a few threads that keep their database
connections while they live and close them at the end."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from django.db import close_old_connections, connections

T = TypeVar("T")

#: A few reads in parallel; more threads only take turns at the interpreter.
WORKERS = 8


class Threads:
    def __init__(self, *, workers: int = WORKERS, name: str = "cafe") -> None:
        self._jobs: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None]
        self._jobs = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._work, name=f"{name} {number}", daemon=True)
            for number in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def run(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """Call it in the loop; the answer or the exception comes back there."""
        future: Future[T] = Future()
        self._jobs.put((future, work))
        return asyncio.wrap_future(future)

    def stop(self) -> None:
        """Finish what waits. Blocks."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        try:
            while (job := self._jobs.get()) is not None:
                _settle(*job)
        finally:
            connections.close_all()


def _settle(future: Future[T], work: Callable[[], T]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(fresh(work))
    except BaseException as error:
        future.set_exception(error)


def fresh(work: Callable[[], T]) -> T:
    """Run with a usable database connection, as a request would."""
    close_old_connections()
    try:
        return work()
    finally:
        if any(connection.errors_occurred for connection in connections.all(initialized_only=True)):
            close_old_connections()

"""Where the event loop's synchronous work is done: a bounded pool whose threads keep their
database connections."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import close_old_connections, connections
from django.db.backends.base.base import BaseDatabaseWrapper

T = TypeVar("T")

#: A few reads in parallel; more threads only take turns at the interpreter.
WORKERS = 8


class Threads:
    def __init__(self, *, workers: int = WORKERS, name: str = "cafe") -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix=name)
        self._opened: set[BaseDatabaseWrapper] = set()

    def run(self, work: Callable[[], T]) -> asyncio.Future[T]:
        return asyncio.get_running_loop().run_in_executor(self._pool, self._run, work)

    def _run(self, work: Callable[[], T]) -> T:
        try:
            return fresh(work)
        finally:
            self._opened.update(connections.all(initialized_only=True))

    def stop(self) -> None:
        """The threads are over before their connections are closed for them."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        for connection in self._opened:
            connection.inc_thread_sharing()
            connection.close()


def fresh(work: Callable[[], T]) -> T:
    """Run with a usable database connection, as a request would."""
    close_old_connections()
    try:
        return work()
    finally:
        if any(connection.errors_occurred for connection in connections.all(initialized_only=True)):
            close_old_connections()

"""Many small writes, one transaction: what waits is taken as a batch and answered after the commit.

With a single sender a batch is one job and costs no more than a direct call."""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from django.db import connections

from virtualcafe.realtime.limits import MAX_BATCH
from virtualcafe.realtime.threads import fresh

J = TypeVar("J")
R = TypeVar("R")
Done = Callable[[R | Exception], None]

log = logging.getLogger(__name__)


class Writer(Generic[J, R]):
    """A thread that calls `work` with what waits. `work` answers or refuses each job, in order."""

    def __init__(self, name: str, work: Callable[[list[J]], Sequence[R | Exception]]) -> None:
        self._work = work
        self._loop = asyncio.get_running_loop()
        self._jobs: queue.SimpleQueue[tuple[J, Done[R]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, job: J, done: Done[R]) -> None:
        """`done` is called in the loop, after the commit, in the order of submission."""
        self._jobs.put((job, done))

    def ask(self, job: J) -> asyncio.Future[R]:
        answer: asyncio.Future[R] = self._loop.create_future()

        def settle(result: R | Exception) -> None:
            if answer.done():
                return
            if isinstance(result, Exception):
                answer.set_exception(result)
            else:
                answer.set_result(result)

        self.submit(job, settle)
        return answer

    def stop(self) -> None:
        """Finish what was submitted. Blocks; call it in a thread."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        going = True
        try:
            while going:
                batch, going = self._waiting()
                if batch:
                    self._answer(batch)
        finally:
            connections.close_all()

    def _waiting(self) -> tuple[list[tuple[J, Done[R]]], bool]:
        batch: list[tuple[J, Done[R]]] = []
        entry = self._jobs.get()
        while entry is not None:
            batch.append(entry)
            if len(batch) == MAX_BATCH or self._jobs.empty():
                return batch, True
            entry = self._jobs.get()
        return batch, False

    def _answer(self, batch: list[tuple[J, Done[R]]]) -> None:
        jobs = [job for job, _ in batch]
        try:
            results: Sequence[R | Exception] = fresh(lambda: self._work(jobs))
        except Exception as error:
            log.exception("A batch of %d failed", len(jobs))
            results = [error] * len(jobs)
        self._loop.call_soon_threadsafe(_tell, [done for _, done in batch], results)


def _tell(dones: list[Done[R]], results: Sequence[R | Exception]) -> None:
    for done, result in zip(dones, results, strict=True):
        done(result)

"""Tasks (letters, later pictures and exports) run in a thread of the serving process, or beside it.

A task that was running when its process died is run again, so tasks are idempotent; one that was
begun too often is given up."""

from __future__ import annotations

import logging
import os
import socket
import threading
from datetime import timedelta

from django.db import close_old_connections, connection, connections, transaction

from virtualcafe.lib import clock
from virtualcafe.lib.schedule import every

POLL_SECONDS = 1.0
#: No task may take longer: a mail server gets 30 s. After it the task's process is taken for dead.
STALE_AFTER = timedelta(minutes=5)
MOST_BEGINNINGS = 5
#: Letters hold secret links, so what was sent is not kept.
KEEP_DONE = timedelta(hours=1)
KEEP_FAILED = timedelta(days=7)

logger = logging.getLogger(__name__)


class Worker:
    """Takes ready tasks one by one until it is stopped."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)

    def start(self) -> None:
        requeue_stale(every_running=connection.vendor == "sqlite")
        _running.append(self)
        self._thread.start()

    def stop(self, *, within: float = 4.0) -> None:
        """End after the task at hand; one that takes longer is run again after the next start."""
        self._stopped.set()
        self.nudge()
        if self in _running:
            _running.remove(self)
        if self._thread.is_alive():
            self._thread.join(within)

    @property
    def is_working(self) -> bool:
        return self._thread.is_alive()

    def nudge(self) -> None:
        self._wake.set()

    def run_here(self) -> None:
        """Work in the calling thread until `stop` (the process beside the servers)."""
        requeue_stale(every_running=False)
        self._run()

    def _run(self) -> None:
        try:
            while not self._stopped.is_set():
                self._wake.clear()
                if not self._take_one():
                    self._wake.wait(POLL_SECONDS)
        finally:
            connections.close_all()

    def _take_one(self) -> bool:
        close_old_connections()
        try:
            return run_one()
        except Exception:
            logger.exception("The worker could not take a task; it goes on.")
            return False


_running: list[Worker] = []


def start_worker() -> Worker:
    worker = Worker()
    worker.start()
    return worker


def nudge() -> None:
    """There is something to do; call it after the commit. The worker looks each second anyway."""
    for worker in tuple(_running):
        worker.nudge()


def run_one() -> bool:
    """Run the next ready task in this thread; False when there is none."""
    from django_tasks_db.management.commands.db_worker import Worker as Runner
    from django_tasks_db.models import DBTaskResult

    ready = DBTaskResult.objects.ready()
    if not ready.exists():  # a reader asks first: a look each second should not queue up to write
        return False
    name = f"{socket.gethostname()[:40]}:{os.getpid()}"
    with transaction.atomic():
        task = ready.get_locked()
        if task is not None:
            task.claim(name)
    if task is None:
        return False
    runner = Runner(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )
    runner.run_task(task)
    return True


def requeue_stale(*, every_running: bool) -> None:
    """Make tasks of dead processes ready again. With SQLite there is one process, a new one."""
    from django_tasks.base import TaskResultStatus as Status
    from django_tasks_db.models import DBTaskResult

    tasks = DBTaskResult.objects.running()
    if not every_running:
        tasks = tasks.filter(started_at__lt=clock.real_now() - STALE_AFTER)
    for task in tasks:
        worn_out = len(task.worker_ids) >= MOST_BEGINNINGS
        status = Status.FAILED if worn_out else Status.READY
        DBTaskResult.objects.filter(pk=task.pk, status=Status.RUNNING).update(
            status=status, finished_at=clock.real_now() if worn_out else None
        )


@every(seconds=60)
def tidy_tasks() -> None:
    from django_tasks_db.models import DBTaskResult

    now = clock.real_now()
    requeue_stale(every_running=False)
    DBTaskResult.objects.successful().filter(finished_at__lt=now - KEEP_DONE).delete()
    DBTaskResult.objects.failed().filter(finished_at__lt=now - KEEP_FAILED).delete()

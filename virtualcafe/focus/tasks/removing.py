"""Deleting a task, and taking that back. For a while the row is kept, away from everything that
reads tasks; then the café forgets it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from virtualcafe.accounts.models import Person
from virtualcafe.focus.models import Participation
from virtualcafe.focus.tasks.actions import check_room
from virtualcafe.focus.tasks.hand import HIGHEST, task_of, tasks_of
from virtualcafe.focus.tasks.models import Task
from virtualcafe.lib import clock
from virtualcafe.lib.errors import NotFound
from virtualcafe.lib.schedule import every

TAKEN_BACK_WITHIN = timedelta(hours=1)


def delete(person: Person, task_id: int, *, now: datetime) -> None:
    """Its sessions keep its title."""
    with tasks_of(person):
        task = task_of(person, task_id)
        task.removed_at, task.active = now, False
        task.save(update_fields=["removed_at", "active"])
        Participation.objects.filter(of_task=task).update(of_task=None)


def restore(person: Person, task_id: int, *, now: datetime) -> Task:
    """As it was and where it was, though not the active one. NotFound when it is too late."""
    with tasks_of(person):
        for task in removed(person, now=now).filter(pk=min(task_id, HIGHEST)):
            if task.done_at is None:
                check_room(person)
            task.removed_at = None
            task.save(update_fields=["removed_at"])
            return task
    raise NotFound("There is no such task to take back.")


def removed(person: Person, *, now: datetime) -> QuerySet[Task]:
    """What can still be taken back, the last first."""
    rows = Task.everything.filter(person=person, removed_at__gt=now - TAKEN_BACK_WITHIN)
    return rows.order_by("-removed_at", "-pk")


def forget(now: datetime) -> None:
    Task.everything.filter(removed_at__lte=now - TAKEN_BACK_WITHIN).delete()


@every(seconds=600)
def forget_removed() -> None:
    forget(clock.now())

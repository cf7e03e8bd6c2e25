"""What people do with their tasks. Refusals: NotFound for what isn't theirs, BadRequest for what
can't stand in a task, Conflict where too many are open or the task is done already."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Max

from virtualcafe.accounts.days import date_of
from virtualcafe.accounts.models import Person
from virtualcafe.focus.models import Participation
from virtualcafe.focus.tasks.fields import cleaned
from virtualcafe.focus.tasks.hand import task_of, tasks_of
from virtualcafe.focus.tasks.models import Task
from virtualcafe.focus.tasks.recurrence import next_due
from virtualcafe.lib.errors import BadRequest, Conflict

MOST_OPEN = 500
#: What the next occurrence takes over.
_CARRIED = ("person_id", "title", "notes", "priority", "estimate", "position", "recurrence")


def create(person: Person, given: Mapping[str, object], *, now: datetime) -> Task:
    """A task at the end of the list."""
    fields = cleaned(given)
    if "title" not in fields:
        raise BadRequest("A task needs a title.")
    with tasks_of(person):
        task = add(person, fields, now=now)
        _apply(task, given, now=now)
    return task


def add(person: Person, fields: Mapping[str, object], *, now: datetime) -> Task:
    """For whoever holds the tasks already."""
    check_room(person)
    last = Task.objects.filter(person=person, done_at=None).aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    return Task.objects.create(person=person, position=position, created_at=now, **fields)


def change(person: Person, task_id: int, given: Mapping[str, object], *, now: datetime) -> Task:
    """Only what is given: its fields, and `done` and `active`."""
    fields = cleaned(given)
    with tasks_of(person):
        task = task_of(person, task_id)
        if any(fields.get(name, kept) != kept for name, kept in _rhythm(task).items()):
            task.day_of_month = None
        for name, value in fields.items():
            setattr(task, name, value)
        task.save()
        _apply(task, given, now=now)
    return task


def _rhythm(task: Task) -> dict[str, object]:
    return {"due": task.due, "recurrence": task.recurrence}


def _apply(task: Task, given: Mapping[str, object], *, now: datetime) -> None:
    if "done" in given:
        _finish(task, now=now) if given["done"] else _reopen(task)
    if "active" in given:
        activate(task) if given["active"] else _rest(task)


def activate(task: Task) -> None:
    """From now on the person's minutes are for this task, those of the running phase included."""
    if task.done_at:
        raise Conflict("That task is done. Open it again to work on it.")
    others = Task.objects.filter(person=task.person_id, active=True).exclude(pk=task.pk)
    others.update(active=False)
    _set(task, active=True)
    parts = Participation.objects.filter(person=task.person_id)
    parts.update(of_task=task, task=task.title)


def _rest(task: Task) -> None:
    """Nothing is active; the minutes from here on are for no task."""
    if task.active:
        _set(task, active=False)
        Participation.objects.filter(of_task=task).update(of_task=None, task="")


def _finish(task: Task, *, now: datetime) -> None:
    """The running phase stays linked to it. What repeats comes back once, however often it is
    said."""
    if task.done_at:
        return
    _set(task, done_at=now, active=False)
    if (
        task.recurrence != Task.Recurrence.NONE
        and not Task.everything.filter(follows=task).exists()
    ):
        _next(task, now=now).save(force_insert=True)


def _next(task: Task, *, now: datetime) -> Task:
    carried = {name: getattr(task, name) for name in _CARRIED}
    today = date_of(task.person, now)
    day = task.day_of_month or (task.due or today).day
    due = next_due(task.recurrence, due=task.due, today=today, day_of_month=day)
    return Task(**carried, due=due, day_of_month=day, follows=task, created_at=now)


def _reopen(task: Task) -> None:
    """Done by mistake: the occurrence that follows goes again, unless something was done to it."""
    if task.done_at is None:
        return
    for following in Task.objects.filter(follows=task, done_at=None, active=False):
        if _untouched(following, task):
            following.delete()
    check_room(task.person)
    _set(task, done_at=None)


def _untouched(following: Task, task: Task) -> bool:
    same = all(getattr(following, name) == getattr(task, name) for name in _CARRIED)
    return same and following.day_of_month is not None and not following.sessions.exists()


def check_room(person: Person) -> None:
    if Task.objects.filter(person=person, done_at=None).count() >= MOST_OPEN:
        raise Conflict(f"{MOST_OPEN} tasks are open. Finish or delete one of them first.")


def _set(task: Task, **values: object) -> None:
    for name, value in values.items():
        setattr(task, name, value)
    task.save(update_fields=list(values))

"""A hand on somebody's tasks: whoever writes them holds the person's row, so that order, limit and
the one active task are decided one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from virtualcafe.accounts.models import Person
from virtualcafe.focus.locks import lock_timers_of
from virtualcafe.focus.tasks.models import Task
from virtualcafe.lib.errors import NotFound
from virtualcafe.realtime import publish

#: Ids are at most this; a database would fail on more.
HIGHEST = 2**63 - 1


@contextmanager
def tasks_of(person: Person) -> Iterator[None]:
    """Their timers come first, as everywhere: a task may be what the minutes there are for.
    When it is done their open pages hear that something has changed."""
    with transaction.atomic():
        lock_timers_of(person)
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        yield
        publish.send(f"user:{person.pk}", "tasks_changed", {})


def task_of(person: Person, task_id: int) -> Task:
    """NotFound for what isn't theirs."""
    found = Task.objects.filter(person=person, pk=task_id) if 0 < task_id <= HIGHEST else ()
    for task in found:
        return task
    raise NotFound("There is no such task.")

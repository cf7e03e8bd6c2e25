"""In which order the open tasks stand."""

from __future__ import annotations

from collections.abc import Sequence

from virtualcafe.accounts.models import Person
from virtualcafe.focus.tasks.hand import task_of, tasks_of
from virtualcafe.focus.tasks.models import Task
from virtualcafe.lib.errors import BadRequest, NotFound


def reorder(person: Person, ids: Sequence[int]) -> list[int]:
    """The ids of all open tasks as they stand then. Those named share out among themselves the
    places they have, so the part of the list that is seen can be ordered alone."""
    if len(set(ids)) < len(ids):
        raise BadRequest("A task can stand in one place only.")
    with tasks_of(person):
        standing = _standing(person)
        if not set(ids) <= set(standing):
            raise NotFound("One of these is no open task of yours.")
        named = iter(ids)
        return _put([next(named) if pk in set(ids) else pk for pk in standing])


def step(person: Person, task_id: int, *, by: int) -> list[int]:
    """One place up (-1) or down (1); at the end of the list it stays where it is."""
    with tasks_of(person):
        standing = _standing(person)
        task = task_of(person, task_id)
        if task.pk not in standing:
            raise NotFound("That task is done.")
        place = standing.index(task.pk)
        standing.insert(max(place + by, 0), standing.pop(place))
        return _put(standing)


def _standing(person: Person) -> list[int]:
    rows = Task.objects.filter(person=person, done_at=None).order_by("position", "pk")
    return list(rows.values_list("pk", flat=True))


def _put(ids: list[int]) -> list[int]:
    moved = Task.objects.filter(pk__in=ids).in_bulk()
    for place, pk in enumerate(ids):
        moved[pk].position = place
    Task.objects.bulk_update(moved.values(), ["position"], batch_size=100)
    return ids

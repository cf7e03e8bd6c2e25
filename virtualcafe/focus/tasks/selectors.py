"""Reading tasks and parked thoughts. Nothing here changes anything."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, QuerySet

from virtualcafe.accounts.models import Person
from virtualcafe.focus.models import Session
from virtualcafe.focus.tasks.models import Parked, Task


def open_tasks(person: Person) -> QuerySet[Task]:
    """As the person put them."""
    return Task.objects.filter(person=person, done_at=None).order_by("position", "pk")


def done_tasks(person: Person) -> QuerySet[Task]:
    """The latest first."""
    return Task.objects.filter(person=person, done_at__isnull=False).order_by("-done_at", "-pk")


def active_task(person: Person) -> Task | None:
    return Task.objects.filter(person=person, active=True).first()


def rounds_of(tasks: Collection[Task]) -> dict[int, int]:
    """How many rounds of focus were finished on each. One query, or none."""
    if not tasks:
        return {}
    rows = Session.objects.filter(
        of_task__in=[task.pk for task in tasks],
        kind=Session.Kind.FOCUS,
        completed=True,
        stands=True,
    )
    return dict(rows.order_by().values_list("of_task").annotate(Count("pk")))


def parked(person: Person) -> QuerySet[Parked]:
    """The first thought first."""
    return Parked.objects.filter(person=person).order_by("created_at", "pk")

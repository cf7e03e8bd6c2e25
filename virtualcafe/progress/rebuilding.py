"""Making all progress anew from sessions."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from virtualcafe.accounts.models import Person
from virtualcafe.progress.derive import derive_anew

#: People at once: their sessions are what is held in memory.
PEOPLE = 50


def rebuild() -> Iterator[int]:
    """Goes from person to person, a few in a transaction of their own, and says how many so far.
    The café may be open meanwhile."""
    last = done = 0
    while people := _after(last):
        with transaction.atomic():
            rows = Person.objects.select_for_update(no_key=True).filter(pk__in=people)
            derive_anew(list(rows.order_by("pk").values_list("pk", flat=True)))
        last = people[-1]
        done += len(people)
        yield done


def _after(last: int) -> list[int]:
    rows = Person.objects.filter(pk__gt=last).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:PEOPLE])

"""A person's own days: where they are, at which hour a day starts, on which they study."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from virtualcafe.accounts import hooks, weekdays
from virtualcafe.accounts.models import FormerDays, Person, Preferences
from virtualcafe.lib.local_days import local_date

#: Who changes their mind within this time takes the first change back: it leaves no trace.
SECOND_THOUGHTS = timedelta(hours=1)


class Ways(NamedTuple):
    """How somebody's days go."""

    time_zone: str
    day_starts_at: int = 0
    study_days: int = weekdays.EVERY_DAY

    def date_at(self, moment: datetime) -> date:
        return local_date(moment, self.time_zone, starts_at=self.day_starts_at)


def ways_of(person: Person) -> Ways:
    """By the row at hand; one query where its preferences weren't joined."""
    liked: Preferences | None = getattr(person, "preferences", None)
    if liked is None:
        return Ways(person.time_zone)
    return Ways(person.time_zone, liked.day_starts_at, liked.study_days)


def date_of(person: Person, moment: datetime) -> date:
    """The day that is at this moment, for this person."""
    return ways_of(person).date_at(moment)


@contextmanager
def changing(person_id: int, *, now: datetime) -> Iterator[None]:
    """Whoever changes a person's zone, or their preferences about days, does it in here: how the
    days went until now is kept, and what hangs on it is told."""
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).only("pk").get(pk=person_id)
        before = _kept(person_id)
        yield
        if _kept(person_id) != before:
            _remember(person_id, before, now=now)
            for tell in hooks.on_changing_days:
                tell(person_id, now)


def _kept(person_id: int) -> Ways:
    return ways_of(Person.objects.select_related("preferences").get(pk=person_id))


def _remember(person_id: int, ways: Ways, *, now: datetime) -> None:
    just_now = FormerDays.objects.filter(person=person_id, until__gt=now - SECOND_THOUGHTS)
    if not just_now.exists():
        FormerDays.objects.create(person_id=person_id, until=now, **ways._asdict())

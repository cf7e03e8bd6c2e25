"""A person's own days: where they are, at which hour a day starts, on which they study."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from django.db import transaction

from virtualcafe.accounts import hooks, weekdays
from virtualcafe.accounts.models import FormerDays, Person, Preferences
from virtualcafe.lib.local_days import local_date, zone

#: Who changes their mind within this time takes the first change back: it leaves no trace.
SECOND_THOUGHTS = timedelta(hours=1)


class Ways(NamedTuple):
    """How somebody's days go."""

    time_zone: str
    day_starts_at: int = 0
    study_days: int = weekdays.EVERY_DAY

    def date_at(self, moment: datetime) -> date:
        return local_date(moment, self.time_zone, starts_at=self.day_starts_at)

    def start_of(self, day: date) -> datetime:
        """Its first moment, in UTC; where the clock jumped over that hour, when it jumped."""
        begins = datetime.combine(day, time(self.day_starts_at), tzinfo=zone(self.time_zone))
        return begins.astimezone(UTC)


class History:
    """All the ways somebody's days went, to ask of dates that have passed."""

    def __init__(self, now: Ways, former: Sequence[tuple[datetime, Ways]] = ()) -> None:
        """`former` are ways and until when they held, the oldest first."""
        self._now, self._former = now, former
        self._untils = [until for until, _ in former]

    @property
    def now(self) -> Ways:
        return self._now

    def date_at(self, moment: datetime) -> date:
        """The day that it was then, by the ways of then."""
        then = bisect_right(self._untils, moment)
        ways = self._former[then][1] if then < len(self._former) else self._now
        return ways.date_at(moment)

    def studies_on(self, day: date) -> bool:
        return weekdays.holds(self._at_the_end_of(day).study_days, day)

    def rests(self, day: date) -> bool:
        """Whoever studies on one day of the week has six to rest already."""
        return self._at_the_end_of(day).study_days.bit_count() > 1

    def is_short(self, day: date) -> bool:
        """Whether nobody could live 24 hours of it on end: the clock was moved, or the person."""
        longest, begins, ends = timedelta(), _NEVER, _NEVER
        for start, end in self._stretches(day):
            begins = begins if start == ends else start
            ends = end
            longest = max(longest, ends - begins)
        return longest < timedelta(hours=24)

    def _at_the_end_of(self, day: date) -> Ways:
        first = bisect_right(self._untils, _noon(day) - _FAR)
        for until, ways in self._former[first:]:
            if ways.date_at(until) > day:
                return ways
        return self._now

    def _stretches(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """When it was that day, in order: more than once for who flew back into it."""
        first = bisect_right(self._untils, _noon(day) - _FAR)
        since = self._untils[first - 1] if first else _NEVER
        for until, ways in [*self._former[first:], (_FOREVER, self._now)]:
            start = max(since, ways.start_of(day))
            end = min(until, ways.start_of(day + timedelta(days=1)))
            if start < end:
                yield start, end
            if since > _noon(day) + _FAR:
                return
            since = until


_NEVER, _FOREVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
#: No part of a date is further from its noon in UTC, whatever the zone and the start of the day.
_FAR = timedelta(days=3)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def histories(people: Iterable[Person]) -> dict[int, History]:
    """By person; one query, if their preferences were joined."""
    ways = {person.pk: ways_of(person) for person in people}
    former: dict[int, list[tuple[datetime, Ways]]] = {}
    for row in FormerDays.objects.filter(person__in=ways).order_by("until", "pk"):
        was = Ways(row.time_zone, row.day_starts_at, row.study_days)
        former.setdefault(row.person_id, []).append((row.until, was))
    return {person: History(now, former.get(person, ())) for person, now in ways.items()}


def ways_of(person: Person) -> Ways:
    """By the row at hand; one query where its preferences weren't joined."""
    liked: Preferences | None = getattr(person, "preferences", None)
    if liked is None:
        return Ways(person.time_zone)
    return Ways(person.time_zone, liked.day_starts_at, liked.study_days)


def date_of(person: Person, moment: datetime) -> date:
    """The day that is at this moment, for this person."""
    return ways_of(person).date_at(moment)


def date_then(person: Person, moment: datetime) -> date:
    """Likewise, of a moment that has passed: in the zone they had then. One query more."""
    return histories([person])[person.pk].date_at(moment)


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

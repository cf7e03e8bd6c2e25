"""A person's minutes by their own days. A session's day was fixed when it was logged, so here
nothing is converted: travel and daylight saving move no minute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Sum

from virtualcafe.accounts.models import Person
from virtualcafe.focus.models import Session
from virtualcafe.lib.local_days import local_date, monday_of

DAYS = 7
RECENT = 12


class Day(NamedTuple):
    date: date
    minutes: int


@dataclass(frozen=True)
class Week:
    """Minutes of focus. `days` are the last seven, today last."""

    today: int
    this_week: int
    days: list[Day]

    @property
    def date(self) -> date:
        return self.days[-1].date

    @property
    def last_seven_days(self) -> int:
        return sum(day.minutes for day in self.days)


def week(person: Person, *, now: datetime) -> Week:
    """Today, since Monday, and the last seven days, where the person is. One query."""
    today = local_date(now, person.time_zone)
    monday = monday_of(today)
    minutes = _minutes_by_day(person, first=today - timedelta(days=DAYS - 1), last=_sunday(monday))
    return Week(
        today=minutes.get(today, 0),
        this_week=sum(spent for day, spent in minutes.items() if day >= monday),
        days=[Day(day, minutes.get(day, 0)) for day in _last_days(today)],
    )


def _sunday(monday: date) -> date:
    """Who flew west may have logged tomorrow already: it belongs to the week all the same."""
    return monday + timedelta(days=DAYS - 1)


def _minutes_by_day(person: Person, *, first: date, last: date) -> dict[date, int]:
    rows = Session.objects.filter(
        person=person, kind=Session.Kind.FOCUS, local_date__range=(first, last)
    )
    return dict(rows.order_by().values_list("local_date").annotate(Sum("minutes")))


def _last_days(today: date) -> list[date]:
    return [today - timedelta(days=ago) for ago in reversed(range(DAYS))]


def recent(person: Person, *, limit: int = RECENT) -> list[Session]:
    """The latest sessions, breaks among them. One query."""
    rows = Session.objects.filter(person=person).select_related("room")
    return list(rows.order_by("-started_at", "-pk")[:limit])

"""Streaks: days with focus on end, and what may lie between them without breaking it. Pure.

A date without focus doesn't break a streak when it is no study day; when the clock took part of it
away (no 24 hours of it on end: travel, daylight saving, a day that starts later now); or when it is
the first such date of its week, which is granted as a rest day to whoever studies on more days than
one. A streak's length counts days with focus, and each streak has its own rest days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol

from virtualcafe.lib.local_days import monday_of

DAY = timedelta(days=1)


class Verdict(StrEnum):
    FOCUSED = "focused"
    REST = "rest"
    FREE = "free"
    SHORT = "short"
    OPEN = "open"
    MISSED = "missed"


class Calendar(Protocol):
    """How somebody's days went."""

    def studies_on(self, day: date) -> bool: ...
    def rests(self, day: date) -> bool:
        """Whether there are enough study days in its week for a day of rest."""
        ...

    def is_short(self, day: date) -> bool: ...


class Judged(NamedTuple):
    date: date
    verdict: Verdict


@dataclass(frozen=True)
class Streak:
    """As of `last`, its last day with focus. `rest_week` is the Monday of the week in which its
    last rest day was granted; `longest` is the longest there ever was."""

    length: int = 0
    began: date | None = None
    last: date | None = None
    rest_week: date | None = None
    longest: int = 0

    def with_day(self, day: date, calendar: Calendar) -> Streak:
        """After focus on `day`, which is not before `last`."""
        if day == self.last:
            return self
        kept = self.kept_until(day, calendar)
        if kept is None:
            return Streak(length=1, began=day, last=day, longest=max(1, self.longest))
        length = kept.length + 1
        return replace(kept, length=length, last=day, longest=max(length, kept.longest))

    def kept_until(self, day: date, calendar: Calendar) -> Streak | None:
        """None if a date between the last day with focus and `day` broke it. Ends within a few
        weeks: of study days that pass, at most one a week is forgiven."""
        if self.last is None:
            return None
        rest_week = self.rest_week
        for judged in _gap(self.last, day, calendar, rest_week):
            if judged.verdict is Verdict.MISSED:
                return None
            if judged.verdict is Verdict.REST:
                rest_week = monday_of(judged.date)
        return replace(self, rest_week=rest_week)

    def length_on(self, today: date, calendar: Calendar) -> int:
        """Today itself is not missed before it is over."""
        return self.length if self.kept_until(today, calendar) else 0


def streak_of(days: Iterable[date], calendar: Calendar) -> Streak:
    """From all days with focus, in their order."""
    streak = Streak()
    for day in days:
        streak = streak.with_day(day, calendar)
    return streak


def explain(
    focused: Iterable[date], *, began: date, today: date, calendar: Calendar
) -> list[Judged]:
    """Each date of the streak that began then: to today, or to the date that broke it."""
    days = sorted({day for day in focused if day >= began})
    told: list[Judged] = []
    streak = Streak()
    for day in days:
        told += _between(streak, day, calendar)
        told.append(Judged(day, Verdict.FOCUSED))
        streak = streak.with_day(day, calendar)
    told += _between(streak, today, calendar)
    if streak.length_on(today, calendar) and today not in days and streak.last < today:  # type: ignore[operator]
        told.append(Judged(today, Verdict.OPEN))
    return told


def _between(streak: Streak, day: date, calendar: Calendar) -> Iterator[Judged]:
    if streak.last is not None:
        yield from _gap(streak.last, day, calendar, streak.rest_week)


def _gap(last: date, day: date, calendar: Calendar, rest_week: date | None) -> Iterator[Judged]:
    """The dates between, up to the first that is missed."""
    for ahead in range(1, (day - last).days):
        between = last + ahead * DAY
        verdict = _judge(between, calendar, rest_week)
        yield Judged(between, verdict)
        if verdict is Verdict.MISSED:
            return
        if verdict is Verdict.REST:
            rest_week = monday_of(between)


def _judge(day: date, calendar: Calendar, rest_week: date | None) -> Verdict:
    if not calendar.studies_on(day):
        return Verdict.FREE
    if calendar.is_short(day):
        return Verdict.SHORT
    if calendar.rests(day) and rest_week != monday_of(day):
        return Verdict.REST
    return Verdict.MISSED

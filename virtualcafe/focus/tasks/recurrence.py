"""When a task that repeats is due again. Pure: days in, a day out."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from virtualcafe.focus.tasks.models import Task

DAY = timedelta(days=1)
WEEK = 7
SATURDAY = 5
_Every = Task.Recurrence


def next_due(every: str, *, due: date | None, today: date, day_of_month: int | None) -> date:
    """The first day of the rhythm after both the day it was due and today: what was missed is not
    made up for."""
    last = max(due or today, today)
    if every == _Every.WEEKLY:
        since = (last - (due or today)).days % WEEK
        return last + timedelta(days=WEEK - since)
    if every == _Every.MONTHLY:
        return _month_after(last, day_of_month or (due or today).day)
    following = last + DAY
    while every == _Every.WEEKDAYS and following.weekday() >= SATURDAY:
        following += DAY
    return following


def _month_after(last: date, day: int) -> date:
    """That day of this month or the next, or the last one of a month that is too short."""
    this = _in_month(last.year, last.month, day)
    if this > last:
        return this
    return _in_month(last.year + last.month // 12, last.month % 12 + 1, day)


def _in_month(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))

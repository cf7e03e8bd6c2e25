"""Writing down what was derived: a statement for each table, however many people it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db.models import OuterRef, Subquery

from virtualcafe.accounts.models import Person
from virtualcafe.lib import bulk
from virtualcafe.lib.local_days import monday_of
from virtualcafe.progress.counting import PersonDay
from virtualcafe.progress.models import Day, Earned, Standing, Week
from virtualcafe.progress.telling import Won

#: Of a day at most this much counts on boards.
MOST_A_DAY = 16 * 60
_DAY = ("person", "date", "minutes", "seen_minutes", "sessions", "completed")
_WEEK = ("person", "monday", "minutes")
_STANDING = tuple(each.name for each in Standing._meta.fields)
_ATTRIBUTES = tuple(each.attname for each in Standing._meta.fields)


def forget_days(people: Collection[int]) -> None:
    Day.objects.filter(person__in=people).delete()
    Week.objects.filter(person__in=people).delete()


def forget_standings(people: Collection[int]) -> None:
    """Of who has nothing behind them."""
    if people:
        Standing.objects.filter(person__in=people).delete()
        Person.objects.filter(pk__in=people).exclude(level=1).update(level=1)


def keep_days(rows: Iterable[Day]) -> None:
    values = [
        (row.person_id, row.date, row.minutes, row.seen_minutes, row.sessions, row.completed)
        for row in rows
    ]
    if values:
        bulk.upsert(Day, _DAY, values, key=("person", "date"))


def keep_weeks(people: Collection[int], mondays: Collection[date] | None) -> None:
    """From their days, of these weeks or all."""
    rows = Day.objects.filter(person__in=people, seen_minutes__gt=0)
    if mondays is not None:
        dates = {monday + timedelta(n) for monday in mondays for n in range(7)}
        rows = rows.filter(date__in=dates)
    sums: dict[PersonDay, int] = defaultdict(int)
    for person, day, minutes in rows.values_list("person_id", "date", "seen_minutes"):
        sums[person, monday_of(day)] += min(minutes, MOST_A_DAY)
    if sums:
        weeks = [(*key, minutes) for key, minutes in sums.items()]
        bulk.upsert(Week, _WEEK, weeks, key=("person", "monday"))


def keep_standings(standings: Iterable[Standing]) -> None:
    """And the levels that others see, where they changed."""
    rows = list(standings)
    if not rows:
        return
    values = [[getattr(row, name) for name in _ATTRIBUTES] for row in rows]
    bulk.upsert(Standing, _STANDING, values, key=("person",))
    level = Standing.objects.filter(person=OuterRef("pk")).values("level")
    people = Person.objects.filter(pk__in=[row.person_id for row in rows])
    people.exclude(level=Subquery(level)).update(level=Subquery(level))


def keep_earned(won: Iterable[Won]) -> None:
    rows = [(each.person_id, each.achievement.slug, each.at) for each in won]
    if rows:
        key = ("person", "achievement")
        bulk.upsert(Earned, ("person", "achievement", "at"), rows, key=key)


def replace_earned(people: Collection[int], won: list[Won]) -> list[Won]:
    rows = Earned.objects.filter(person__in=people)
    had = set(rows.values_list("person_id", "achievement_id"))
    rows.delete()
    keep_earned(won)
    return [each for each in won if (each.person_id, each.achievement.slug) not in had]

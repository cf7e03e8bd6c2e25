"""Who was there, when and for how long: what the host sees of everybody, and everybody of
themselves. A visit belongs to the day it began on, where whoever looks lives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, DurationField, F, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncDate

from virtualcafe.accounts.models import Person
from virtualcafe.accounts.wire import user_objects
from virtualcafe.lib import clock
from virtualcafe.lib.local_days import zone
from virtualcafe.rooms.models import Room, Visit

#: Days to choose from; of a room that is older, the latest.
MOST_DAYS = 366

Row = dict[str, Any]


def days(room: Room, *, looking: Person) -> list[date]:
    """Those on which somebody came, the latest first."""
    local = TruncDate("came_at", tzinfo=zone(looking.time_zone))
    rows = room.visits.annotate(day=local).values_list("day", flat=True)
    return list(rows.distinct().order_by("-day")[:MOST_DAYS])


def lines(
    room: Room, *, looking: Person, day: date | None, now: datetime, only: Person | None = None
) -> QuerySet[Visit, Row]:
    """A line for each person, first come first: `person_id`, `first`, `last`, `time`, `visits`,
    and `here`, how many of those go on."""
    visits = room.visits.all() if day is None else room.visits.filter(_on(day, looking))
    mine = visits if only is None else visits.filter(person=only)
    return _summed(mine.order_by().values("person_id"), now).order_by("first", "person_id")


def line_objects(rows: Iterable[Row]) -> list[Row]:
    """`{user, first_came, last_left, minutes, visits}`; `last_left` is null of who is there."""
    known = list(rows)
    users = user_objects({row["person_id"] for row in known})
    return [
        {
            "user": users[row["person_id"]],
            "first_came": row["first"],
            "last_left": None if row["here"] else row["last"],
            "minutes": _minutes(row["time"]),
            "visits": row["visits"],
        }
        for row in known
        if row["person_id"] in users
    ]


def table(room: Room, *, looking: Person, day: date | None, now: datetime) -> Iterator[list[str]]:
    """The whole of it for a spreadsheet: a row for each day and person, under a head."""
    there = zone(looking.time_zone)
    visits = room.visits.all() if day is None else room.visits.filter(_on(day, looking))
    by_day = visits.annotate(day=TruncDate("came_at", tzinfo=there)).order_by()
    rows = _summed(by_day.values("day", "person__username"), now)
    yield ["Day", "Person", f"First came ({there.key})", "Last left", "Minutes", "Visits"]
    for row in rows.order_by("day", "first", "person__username").iterator():
        last = "" if row["here"] else _local(row["last"], there)
        first, minutes = _local(row["first"], there), _minutes(row["time"])
        name = row["person__username"]
        yield [row["day"].isoformat(), name, first, last, str(minutes), str(row["visits"])]


def _summed(grouped: QuerySet[Visit, Any], now: datetime) -> QuerySet[Visit, Row]:
    lasted = Coalesce("left_at", now) - F("came_at")
    return grouped.annotate(
        first=Min("came_at"),
        last=Max("left_at"),
        time=Sum(lasted, output_field=DurationField()),
        visits=Count("pk"),
        here=Count("pk", filter=Q(left_at=None)),
    )


def _on(day: date, looking: Person) -> Q:
    day = min(day, date.max - timedelta(days=1))  # the last day has no day after it
    begins = datetime.combine(day, datetime.min.time(), tzinfo=zone(looking.time_zone))
    ends = datetime.combine(
        day + timedelta(days=1), datetime.min.time(), tzinfo=zone(looking.time_zone)
    )
    return Q(came_at__gte=begins, came_at__lt=ends)


def _local(moment: datetime, there: Any) -> str:
    return moment.astimezone(there).strftime("%Y-%m-%d %H:%M")


def _minutes(time: timedelta | None) -> int:
    return max(0, int((time or timedelta()).total_seconds())) // 60


def wired(line: Row) -> Row:
    return line | {
        "first_came": clock.iso(line["first_came"]),
        "last_left": clock.iso(line["last_left"]),
    }

"""Sessions for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from virtualcafe.focus.models import Session
from virtualcafe.lib.local_days import zone

#: So many are held in memory at once, however long the list.
CHUNK = 500


def table(sessions: QuerySet[Session], *, time_zone: str) -> Iterator[list[str]]:
    """A row for each, under a head; the beginning and the end are in that zone."""
    there = zone(time_zone)
    yield [
        "Day",
        f"Began ({there.key})",
        "Ended",
        "Kind",
        "Source",
        "Room",
        "Task",
        "Goal",
        "Outcome",
        "Minutes",
        "Planned",
        "Recorded first",
    ]
    for session in sessions.iterator(chunk_size=CHUNK):
        yield _row(session, there)


def _row(session: Session, there: ZoneInfo) -> list[str]:
    first = session.corrects or session
    return [
        session.local_date.isoformat(),
        _local(session.started_at, there),
        _local(session.ended_at, there),
        session.kind,
        session.source,
        session.room_name,
        session.task,
        session.goal,
        session.outcome,
        str(session.minutes),
        str(session.planned_minutes),
        str(first.minutes),
    ]


def _local(moment: datetime, there: ZoneInfo) -> str:
    return f"{moment.astimezone(there):%Y-%m-%d %H:%M}"

"""Pages of a list that grows at its head: each goes on from a session, not from a number, so that
none is shown twice or left out when one is added meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet

from virtualcafe.focus.models import Session
from virtualcafe.lib.ids import id_in

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SIZE = 40
_MICROSECOND = timedelta(microseconds=1)


class Place(NamedTuple):
    """Where a session stands in time."""

    moment: datetime
    pk: int

    def __str__(self) -> str:
        return f"{(self.moment - EPOCH) // _MICROSECOND}-{self.pk}"


class Page(NamedTuple):
    """`newer` and `older` are what the address of the next page says, where there is one."""

    rows: list[Session]
    newer: str
    older: str


def page(sessions: QuerySet[Session], query: Mapping[str, str], *, size: int = SIZE) -> Page:
    """Of sessions, the latest first."""
    if place := _place(query.get("after", "")):
        newer = sessions.filter(_later_than(place)).order_by("started_at", "pk")
        rows, more = _some(newer, size)
        if rows:
            rows.reverse()
            return Page(rows, _address("after", rows[0]) if more else "", _before(rows[-1]))
    place = _place(query.get("before", ""))
    rows, more = _some(sessions.filter(_earlier_than(place)) if place else sessions, size)
    newer_page = _address("after", rows[0]) if place and rows else ""
    return Page(rows, newer_page, _before(rows[-1]) if more else "")


def _some(sessions: QuerySet[Session], size: int) -> tuple[list[Session], bool]:
    rows = list(sessions[: size + 1])
    return rows[:size], len(rows) > size


def _before(session: Session) -> str:
    return _address("before", session)


def _address(word: str, session: Session) -> str:
    return f"{word}={Place(session.started_at, session.pk)}"


def _place(typed: str) -> Place | None:
    """None for what no page of ours says."""
    moment, _, number = typed.partition("-")
    since, pk = id_in(moment), id_in(number)
    if since is None or pk is None:
        return None
    try:
        return Place(EPOCH + since * _MICROSECOND, pk)
    except OverflowError:
        return None


def _earlier_than(place: Place) -> Q:
    return Q(started_at__lt=place.moment) | Q(started_at=place.moment, pk__lt=place.pk)


def _later_than(place: Place) -> Q:
    return Q(started_at__gt=place.moment) | Q(started_at=place.moment, pk__gt=place.pk)

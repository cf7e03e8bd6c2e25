"""Which minutes count, asked of the sessions.

What stands of a chain counts for its person. For points, levels, badges and boards the first of the
chain counts, where the server saw it: with the lesser of its minutes and what a correction says, on
the day and at the end that the server saw."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Case, Count, F, FilteredRelation, IntegerField, Q, QuerySet, Sum, When
from django.db.models.functions import Least

from virtualcafe.focus.models import Session

FOCUS = Session.Kind.FOCUS
SEEN = (Session.Source.ROOM, Session.Source.SOLO)
PersonDay = tuple[int, date]


class Total(NamedTuple):
    minutes: int
    sessions: int
    completed: int


class Seen(NamedTuple):
    """A session as far as the server saw it."""

    person_id: int
    pk: int
    date: date
    ended_at: datetime
    minutes: int
    in_room: bool


def totals(people: Collection[int], dates: Collection[date] | None) -> dict[PersonDay, Total]:
    """By person and day, of these dates or all. One query."""
    standing = _of(people, dates).filter(stands=True)
    rows = standing.values_list("person_id", "local_date").annotate(
        spent=Sum("minutes"), number=Count("pk"), whole=Count("pk", filter=Q(completed=True))
    )
    return {(person, day): Total(*sums) for person, day, *sums in rows.order_by()}


def seen_minutes(people: Collection[int], dates: Collection[date]) -> dict[PersonDay, int]:
    """Likewise. One query."""
    rows = _seen(people, dates).values_list("person_id", "local_date")
    return {(person, day): n for person, day, n in rows.annotate(Sum("counts")).order_by()}


def seen_sessions(people: Collection[int]) -> list[Seen]:
    """All, by person, in the order in which they ended. One query."""
    rows = _seen(people, None).filter(~Q(counts=0)).order_by("person_id", "ended_at", "pk")
    fields = ("person_id", "pk", "local_date", "ended_at", "counts", "source")
    return [
        Seen(person, pk, day, ended_at, minutes, source == Session.Source.ROOM)
        for person, pk, day, ended_at, minutes, source in rows.values_list(*fields).iterator()
    ]


def seen(session: Session) -> Seen:
    """One that was just recorded and that nobody corrected."""
    return Seen(
        session.person_id,
        session.pk,
        session.local_date,
        session.ended_at,
        session.minutes,
        session.source == Session.Source.ROOM,
    )


def _of(people: Collection[int], dates: Collection[date] | None) -> QuerySet[Session]:
    rows = Session.objects.filter(person__in=people, kind=FOCUS)
    return rows if dates is None else rows.filter(local_date__in=dates)


def _seen(people: Collection[int], dates: Collection[date] | None) -> QuerySet[Any]:
    """The firsts of chains; a chain that was corrected to a break counts nothing."""
    firsts = _of(people, dates).filter(corrects=None, source__in=SEEN)
    correction = FilteredRelation("corrections", condition=Q(corrections__stands=True))
    counts = Case(
        When(stands=True, then=F("minutes")),
        When(correction__kind=FOCUS, then=Least("minutes", "correction__minutes")),
        default=0,
        output_field=IntegerField(),
    )
    return firsts.annotate(correction=correction).annotate(counts=counts)

"""Leaderboards: who focused most this week, or ever, by what the server saw.

Whoever asks sees themselves with five people above and five below. Nobody is shown who turned that
off, isn't verified or is deactivated, and people who block each other don't see each other. However
many people there are, a hundred rows are looked at each way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from virtualcafe.accounts import days
from virtualcafe.accounts.models import Block, Follow, Person, Preferences
from virtualcafe.lib.errors import NotFound
from virtualcafe.lib.local_days import monday_of
from virtualcafe.progress.models import Standing, Week
from virtualcafe.rooms import access
from virtualcafe.rooms.models import Membership, Room

NEAR = 5
#: Places are counted so far; behind them is "past the first hundred".
PLACES = 100
#: People of a room, or whom somebody follows, who are compared.
COMPARED = 1_000
#: Rows that are looked at for the nearest people, some of whom may be hidden.
LOOKED_AT = 100


class Scope(StrEnum):
    EVERYONE = "everyone"
    ROOM = "room"
    FOLLOWING = "following"


class Period(StrEnum):
    WEEK = "week"
    ALL = "all"


class Line(NamedTuple):
    """People with as many minutes share a place; None is past the first hundred."""

    place: int | None
    person: Person
    minutes: int
    is_me: bool


@dataclass(frozen=True)
class Board:
    """`since` is the Monday it counts from, None for all time. `is_hidden`: whoever asks is shown
    to nobody, themselves included; `is_first`: nobody stands above the first line."""

    scope: Scope
    period: Period
    room: Room | None
    since: date | None
    is_hidden: bool
    is_first: bool = True
    is_last: bool = True
    lines: Sequence[Line] = field(default_factory=list)

    @property
    def mine(self) -> Line | None:
        return next((line for line in self.lines if line.is_me), None)


class _Rows(NamedTuple):
    """Rows of a period, and the field that holds their minutes; with none nobody has a place."""

    rows: QuerySet[Any]
    by: str

    def placed(self) -> _Rows:
        return self._replace(rows=self.rows.filter(**{f"{self.by}__gt": 0}))

    def in_order(self) -> QuerySet[Any]:
        return self.rows.order_by(f"-{self.by}", "person")

    def backwards(self) -> QuerySet[Any]:
        return self.rows.order_by(self.by, "-person")

    def above(self, row: Any) -> _Rows:
        """Without `placed`: of two lower bounds SQLite may take the lower one for its index."""
        return self._beside(row, "gt", "lt")

    def below(self, row: Any) -> _Rows:
        return self.placed()._beside(row, "lt", "gt")

    def _beside(self, row: Any, more: str, equal: str) -> _Rows:
        minutes = getattr(row, self.by)
        # Said twice for the index: an OR alone is no range.
        bound = Q(**{f"{self.by}__{more}e": minutes})
        beyond = Q(**{f"{self.by}__{more}": minutes}) | Q(**{f"person__{equal}": row.person_id})
        return self._replace(rows=self.rows.filter(bound & beyond))


def board(
    person: Person,
    *,
    scope: Scope = Scope.EVERYONE,
    period: Period = Period.WEEK,
    room: int | str | None = None,
    now: datetime,
) -> Board:
    """`room` is an id or a code. Raises NotFound where the person is no member of it."""
    asked = _room_of(person, room, now=now) if scope is Scope.ROOM else None
    since = monday_of(days.date_of(person, now)) if period is Period.WEEK else None
    rows = _among(_rows(since), person, scope, asked)
    hidden = not Person.objects.filter(_shown(), pk=person.pk).exists()
    mine = None if hidden else rows.placed().rows.filter(person=person).first()
    to_me = _shown_to(person)
    above, below = _around(rows, to_me, mine)
    most = NEAR if mine else 2 * NEAR + 1
    keys = [*above[:NEAR][::-1], *([mine.pk] if mine else []), *below[:most]]
    known = rows.rows.model._default_manager.select_related("person").in_bulk(keys)
    return Board(
        scope=scope,
        period=period,
        room=asked,
        since=since,
        is_hidden=hidden,
        is_first=len(above) <= NEAR,
        is_last=len(below) <= most,
        lines=_lines(rows, [known[key] for key in keys if key in known], person, to_me),
    )


def _room_of(person: Person, key: int | str | None, *, now: datetime) -> Room:
    if key is None:
        raise NotFound(access.NO_ROOM)
    room = access.visible_room(person, key, now=now)
    if room.is_lounge or not access.is_member(person.pk, room):
        raise NotFound(access.NO_ROOM)
    return room


def _rows(since: date | None) -> _Rows:
    if since is None:
        return _Rows(Standing.objects.all(), "board_minutes")
    return _Rows(Week.objects.filter(monday=since), "minutes")


def _among(rows: _Rows, person: Person, scope: Scope, room: Room | None) -> _Rows:
    """By ids, of which there are few: a join would let the database begin at the wrong end."""
    if scope is Scope.EVERYONE:
        return rows
    if scope is Scope.FOLLOWING:
        followed = Follow.objects.filter(person=person).order_by("-pk")
        ids = [*followed.values_list("followed", flat=True)[:COMPARED], person.pk]
    else:
        members = Membership.objects.filter(room=room)
        ids = list(members.values_list("person", flat=True)[:COMPARED])
    return rows._replace(rows=rows.rows.filter(person__in=ids))


def _around(rows: _Rows, to_me: Q, mine: Any | None) -> tuple[list[int], list[int]]:
    """Keys of the nearest above and below, one more than is shown; the first ones for who has no
    place."""
    if mine is None:
        return [], _visible(rows.placed().in_order(), to_me, 2 * NEAR + 2)
    above = _visible(rows.above(mine).backwards(), to_me, NEAR + 1)
    return above, _visible(rows.below(mine).in_order(), to_me, NEAR + 1)


def _visible(rows: QuerySet[Any], to_me: Q, most: int) -> list[int]:
    """Looked through here: a filter on what is hidden might send the database through all rows.
    Mostly nobody is hidden, so no more are looked at first than are wanted."""
    told = rows.annotate(shown=to_me).values_list("pk", "shown")
    for many in (most, LOOKED_AT):
        looked_at = list(told[:many])
        found = [key for key, shown in looked_at if shown]
        if len(found) == most or len(looked_at) < many:
            break
    return found[:most]


def _lines(rows: _Rows, shown: Sequence[Any], person: Person, to_me: Q) -> list[Line]:
    if not shown:
        return []
    before, more = _counted(rows, shown[0], to_me)
    lines = []
    place = more + 1
    for index, row in enumerate(shown):
        if index and getattr(row, rows.by) < getattr(shown[index - 1], rows.by):
            place = before + index + 1
        known = place if before + index < PLACES else None
        minutes = getattr(row, rows.by)
        lines.append(Line(known, row.person, minutes, is_me=row.person_id == person.pk))
    return lines


def _counted(rows: _Rows, row: Any, to_me: Q) -> tuple[int, int]:
    """How many visible people stand before this row, and how many of them have more minutes. Past
    the first hundred nobody is looked at."""
    first = rows.above(row).in_order().annotate(shown=to_me)[:PLACES]
    more = Q(**{f"{rows.by}__gt": getattr(row, rows.by)})
    counted = first.aggregate(
        all=Count("pk"),
        before=Count("pk", filter=Q(shown=True)),
        more=Count("pk", filter=Q(shown=True) & more),
    )
    past = counted["all"] == PLACES
    return (PLACES, PLACES) if past else (counted["before"], counted["more"])


def _shown_to(person: Person) -> Q:
    """Of rows that lead to people. Who blocks whom is asked once, not for each row."""
    blocks = Block.objects.filter(Q(person=person) | Q(blocked=person))
    pairs = blocks.values_list("person", "blocked")
    return _shown("person__") & ~Q(person__in={pk for pair in pairs for pk in pair} - {person.pk})


def _shown(to: str = "") -> Q:
    """Of people, or of rows that lead `to` them. Who never touched a preference is shown."""
    holder = OuterRef("person" if to else "pk")
    hidden = Preferences.objects.filter(person=holder, on_boards=False)
    shown = Q(**{f"{to}is_active": True}) & ~Q(Exists(hidden))
    if settings.CAFE_MAIL:
        shown &= Q(**{f"{to}verified_at__isnull": False})
    return shown

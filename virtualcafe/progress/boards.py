"""Leaderboards: who focused most this week, or ever, by what the server saw.

Whoever asks sees themselves with five people above and five below. Nobody is shown who turned that
off, isn't verified or is deactivated, and people who block each other don't see each other. However
many people there are, at most two hundred rows are looked at above and a hundred below."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Q, QuerySet

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


class _Row(NamedTuple):
    key: int
    person: int
    minutes: int


class _Around(NamedTuple):
    """Visible rows, the nearest first, of which `most` are shown below. `is_past`: there are more
    above than places are counted."""

    higher: list[_Row]
    lower: list[_Row]
    most: int
    is_past: bool

    @property
    def above(self) -> list[int]:
        return [row.key for row in self.higher[:NEAR]]

    @property
    def below(self) -> list[int]:
        return [row.key for row in self.lower[: self.most]]

    def counted(self, minutes: int) -> tuple[int, int]:
        """How many stand before the first line, and how many of them have more minutes than it."""
        if self.is_past:
            return PLACES, PLACES
        before = self.higher[NEAR:]
        return len(before), sum(row.minutes > minutes for row in before)


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

    def read(self, rows: QuerySet[Any], most: int) -> list[_Row]:
        return [_Row(*row) for row in rows.values_list("pk", "person", self.by)[:most]]

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
    hidden = not _shown([person.pk]).exists()
    mine = None if hidden else rows.placed().rows.filter(person=person).first()
    around = _around(rows, person, mine)
    keys = [*around.above[::-1], *([mine.pk] if mine else []), *around.below]
    return Board(
        scope=scope,
        period=period,
        room=asked,
        since=since,
        is_hidden=hidden,
        is_first=len(around.higher) <= NEAR,
        is_last=len(around.lower) <= around.most,
        lines=_lines(rows, keys, around, person),
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


def _around(rows: _Rows, person: Person, mine: Any | None) -> _Around:
    """Looked through here: a filter on what is hidden might send the database through all rows.
    Mostly nobody is hidden, so few are asked about first."""
    above = rows.read(rows.above(mine).backwards(), PLACES + LOOKED_AT) if mine else []
    below = (rows.below(mine) if mine else rows.placed()).in_order()
    most = NEAR if mine else 2 * NEAR + 1
    is_past = len(above) == PLACES + LOOKED_AT
    for many in (2 * (most + 1), LOOKED_AT):
        near = above[:many] if is_past else above
        under = rows.read(below, many)
        shown = _shown_among([*near, *under], person)
        higher = [row for row in near if row.person in shown]
        lower = [row for row in under if row.person in shown]
        enough = len(higher) > NEAR or len(near) == len(above)
        if enough and (len(lower) > most or len(under) < many):
            break
    return _Around(higher, lower, most, is_past)


def _lines(rows: _Rows, keys: Sequence[int], around: _Around, person: Person) -> list[Line]:
    known = rows.rows.model._default_manager.select_related("person").in_bulk(keys)
    shown = [known[key] for key in keys if key in known]
    if not shown:
        return []
    before, more = around.counted(getattr(shown[0], rows.by))
    lines: list[Line] = []
    place = more + 1
    for index, row in enumerate(shown):
        minutes = getattr(row, rows.by)
        if index and minutes < lines[-1].minutes:
            place = before + index + 1
        known_place = place if before + index < PLACES else None
        lines.append(Line(known_place, row.person, minutes, is_me=row.person_id == person.pk))
    return lines


def _shown_among(rows: Sequence[_Row], person: Person) -> set[int]:
    """Whom of these people whoever asks may see."""
    people = _shown({row.person for row in rows})
    blocks = Block.objects.filter(Q(person=person) | Q(blocked=person))
    return set(people.values_list("pk", flat=True)) - {
        pk for pair in blocks.values_list("person", "blocked") for pk in pair
    }


def _shown(ids: Collection[int]) -> QuerySet[Person]:
    """Of these people. Who never touched a preference is shown. The ids are said twice, for a join
    may begin with the preferences of everybody."""
    hidden = Preferences.objects.filter(person__in=ids, on_boards=False).values("person")
    shown = Person.objects.filter(pk__in=ids, is_active=True).exclude(pk__in=hidden)
    return shown.filter(verified_at__isnull=False) if settings.CAFE_MAIL else shown

"""The leaderboards as a page: which board somebody looks at, and its lines drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, TypeVar

from virtualcafe.accounts.models import Person, Preferences
from virtualcafe.progress.boards import Board, Line, Period, Scope, board
from virtualcafe.progress.charts.lengths import percent
from virtualcafe.rooms import selectors
from virtualcafe.rooms.models import Room

Choice = TypeVar("Choice", bound=StrEnum)


class DrawnLine(NamedTuple):
    """`width` is what it has of the most on the page."""

    line: Line
    width: str


@dataclass(frozen=True)
class BoardPage:
    """`board` is None where a room is asked for and there is none. `rooms` are the person's own;
    `wants_to_hide` is their choice, which need not be why they are hidden."""

    scope: Scope
    period: Period
    rooms: list[Room]
    board: Board | None
    lines: list[DrawnLine]
    wants_to_hide: bool


def board_page(person: Person, asked: Mapping[str, str], *, now: datetime) -> BoardPage:
    """`asked` is what stands in the address: what is unknown there is everyone's board of this
    week. Raises NotFound for a room the person has no seat in."""
    scope = _choice(Scope, asked.get("scope"), Scope.EVERYONE)
    period = _choice(Period, asked.get("period"), Period.WEEK)
    rooms = selectors.seated_in(person, now=now)
    shown = _board(person, scope, period, rooms, asked.get("room"), now=now)
    liked: Preferences | None = getattr(person, "preferences", None)
    return BoardPage(
        scope=scope,
        period=period,
        rooms=rooms,
        board=shown,
        lines=_drawn(shown) if shown else [],
        wants_to_hide=liked is not None and not liked.on_boards,
    )


def _choice(choices: type[Choice], word: str | None, otherwise: Choice) -> Choice:
    return choices(word) if word in set(choices) else otherwise


def _board(
    person: Person,
    scope: Scope,
    period: Period,
    rooms: list[Room],
    code: str | None,
    *,
    now: datetime,
) -> Board | None:
    if scope is not Scope.ROOM:
        return board(person, scope=scope, period=period, now=now)
    code = code or (rooms[0].code if rooms else None)
    return board(person, scope=scope, period=period, room=code, now=now) if code else None


def _drawn(shown: Board) -> list[DrawnLine]:
    most = max((line.minutes for line in shown.lines), default=1)
    return [DrawnLine(line, percent(line.minutes / most)) for line in shown.lines]

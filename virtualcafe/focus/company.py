"""Who focuses now, as far as somebody may see it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from virtualcafe.accounts.models import Person
from virtualcafe.focus.models import Participation, Timer
from virtualcafe.rooms import selectors
from virtualcafe.rooms.models import Membership, Room

#: On a dashboard; more of them are found where they sit.
PEOPLE, ROOMS = 8, 3


class Focusing(NamedTuple):
    """`room` is None for who is alone, or where one has no business to know; `minutes_left` is
    None for a focus that counts up."""

    person: Person
    room: Room | None
    minutes_left: int | None


def followed_in_focus(person: Person, *, now: datetime) -> list[Focusing]:
    """People this person follows; not those who don't want to be seen on boards. One query."""
    here = Membership.objects.filter(person=person, room=OuterRef("timer__room"))
    rows = (
        Participation.objects.filter(_runs(now, "timer__"), standing=Participation.Standing.IN)
        .filter(person__followers__person=person, person__is_active=True)
        .exclude(person__preferences__on_boards=False)
        .select_related("person", "timer__room")
        .annotate(shares_the_room=Exists(here))
        .order_by("timer__ends_at", "pk")
    )
    return [_focusing(row, shares_the_room=row.shares_the_room, now=now) for row in rows[:PEOPLE]]


def rooms_in_focus(person: Person, *, now: datetime) -> list[Room]:
    """Public rooms of others in which a focus runs, the liveliest first. One query."""
    rooms = selectors.others(person, now=now).filter(_runs(now, "timer__"), is_lounge=False)
    return list(rooms.select_related("host", "stream")[:ROOMS])


def _runs(now: datetime, timer: str) -> Q:
    """One whose end has come is over, whether or not anybody settled it yet."""
    lasts = Q(**{f"{timer}ends_at__gt": now}) | Q(**{f"{timer}ends_at": None})
    return Q(**{f"{timer}phase": "focus", f"{timer}state": "running"}) & lasts


def _focusing(part: Participation, *, shares_the_room: bool, now: datetime) -> Focusing:
    room = part.timer.room
    shown = room if room and (room.public or shares_the_room) else None
    return Focusing(part.person, shown, _minutes_left(part.timer, now=now))


def _minutes_left(timer: Timer, *, now: datetime) -> int | None:
    """The begun one counted whole."""
    if timer.ends_at is None or timer.clock.counts_up:
        return None
    return -((now - timer.ends_at) // timedelta(minutes=1))

"""May this person use a room's timer? Asked under the room's lock."""

from __future__ import annotations

from datetime import datetime

from virtualcafe.accounts.models import Person
from virtualcafe.lib.errors import Forbidden
from virtualcafe.rooms.access import for_member, may_moderate
from virtualcafe.rooms.models import Room


def check(room: Room, person: Person, *, moves: bool, now: datetime) -> None:
    """Any member takes part; who `moves` the timer needs the right that the room's setting gives.
    NotFound for a private room that isn't theirs, Forbidden otherwise."""
    for_member(person.pk, room, now=now)
    if moves and not may_move(room, person):
        raise Forbidden("In this room the host keeps the timer.")


def may_move(room: Room, person: Person) -> bool:
    """For a member of the room, or anybody in the lounge."""
    return (
        room.is_lounge or room.may_start_timer != Room.TimerRight.HOST or may_moderate(person, room)
    )

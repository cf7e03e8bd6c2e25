"""Sitting down and leaving."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from virtualcafe.accounts.models import Person
from virtualcafe.accounts.wire import user_object
from virtualcafe.lib.errors import ApprovalRequired, NotFound, RoomFull
from virtualcafe.rooms import access, codes, guesses, seats, waiting
from virtualcafe.rooms.actions.locking import locked
from virtualcafe.rooms.models import Room


def seat(person: Person, room: Room, *, now: datetime) -> Room:
    """Give the person a seat, whoever let them in; a member keeps theirs.

    Raises NotFound for a room that is no more, Forbidden while they are barred, RoomFull."""
    with transaction.atomic():
        room = locked(room.pk, now=now)
        if access.is_member(person.pk, room):
            return room
        access.refuse_barred(person.pk, room, now=now)
        if room.is_lounge:
            return room
        seats.free_absent(room, now=now)
        if not seats.free(room):
            raise RoomFull
        seats.take(room, person, now=now)
    return room


def join(person: Person, room_id: int, *, now: datetime) -> Room:
    """By click. A private room of others is not found."""
    return seat(person, access.visible_room(person, room_id, now=now), now=now)


def join_by_code(person: Person, typed: str, *, address: str, now: datetime) -> Room:
    """The code of a public room admits; a private one's raises ApprovalRequired with `id`, `name`
    and `host`, and from then on the person may ask. Raises NotFound for a code that opens nothing,
    RateLimited after many of those."""
    guesses.allow(person.pk, address, now=now)
    code = codes.tidied(typed)
    room = Room.objects.select_related("host").filter(code=code).first()
    if room is None or access.is_dead(room, now=now):
        guesses.note_wrong(person.pk, address, now=now)
        raise NotFound("No room has this code. Codes have six letters and digits.")
    if not room.public and not access.is_member(person.pk, room):
        waiting.showed_code(person, room, now=now)
        host = user_object(room.host) if room.host else None
        raise ApprovalRequired(id=room.pk, name=room.name, host=host)
    return seat(person, room, now=now)


def leave(person: Person, room: Room, *, now: datetime) -> None:
    """Stand up; the longest-seated member follows a host. Without a seat nothing happens."""
    with transaction.atomic():
        room = locked(room.pk, now=now)
        if access.is_member(person.pk, room):
            seats.give_up(room, person, reason="left", now=now)

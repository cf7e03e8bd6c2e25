"""May this person? Always a lookup that returns the room, or refuses as the protocol says:
a room that isn't theirs to know of is not found, like one that never was."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from virtualcafe.accounts.models import Person
from virtualcafe.lib import lookup
from virtualcafe.lib.errors import CafeError, Forbidden, Muted, NotFound
from virtualcafe.rooms import hooks, presence
from virtualcafe.rooms.models import Membership, Room

PREFIX = "room:"
NO_ROOM = "There is no such room."
NOT_A_MEMBER = "Join this room first."

Pair = tuple[int, str]


def room_for(person: Person, code: str, *, now: datetime) -> Room:
    """The room this person sits in, or the lounge.

    Raises Forbidden for a public room of others, NotFound for a private or dead one."""
    return _for_member(person.pk, _living(now, code=code))


def visible_room(person: Person, key: int | str, *, now: datetime) -> Room:
    """The room with this id or code, if the person may know of it: public, or their own."""
    room = _living(now, pk=key) if isinstance(key, int) else _living(now, code=key)
    if not room.public and not is_member(person.pk, room):
        raise NotFound(NO_ROOM)
    return room


def hosted_room(person: Person, room_id: int, *, now: datetime) -> Room:
    """For what only the host may do. Raises Forbidden to others who may know of the room."""
    room = visible_room(person, room_id, now=now)
    if room.host_id != person.pk:
        raise Forbidden("Only the host may do that.")
    return room


def may_listen(person_id: int, code: str, *, now: datetime) -> Room:
    """As `room_for`, for a socket that knows an id."""
    return _for_member(person_id, _living(now, code=code))


def is_member(person_id: int, room: Room) -> bool:
    return Membership.objects.filter(room=room, person_id=person_id).exists()


def may_moderate(person: Person, room: Room) -> bool:
    return room.host_id == person.pk or is_admin(person)


def is_admin(person: Person) -> bool:
    return person.role == Person.Role.ADMIN or person.is_superuser


def is_dead(room: Room, *, now: datetime) -> bool:
    """Past its time, with nobody in it and no timer running: gone for people at once, whenever
    its rows are cleaned up."""
    if room.expires_at is None or room.expires_at > now:
        return False
    return not presence.anyone(room.stream_name) and not hooks.timer_runs(room.pk)


#: What the answer below needs of a room.
_FOR_POSTING = ("id", "code", "public", "is_lounge", "expires_at")
_SEAT = ("room", "person", "muted_until")


def posting_rights(pairs: Collection[Pair], *, now: datetime) -> dict[Pair, Room | CafeError]:
    """For each (person id, stream name): the room the person may post in, or the refusal.

    Two queries for any number of pairs, on the path of every message."""
    return lookup.answer(asked_posting_rights(pairs, now=now))


def asked_posting_rights(
    pairs: Collection[Pair], *, now: datetime
) -> lookup.Inquiry[dict[Pair, Room | CafeError]]:
    """As `posting_rights`, to be asked together with something else."""
    codes = {stream.removeprefix(PREFIX) for _, stream in pairs if stream.startswith(PREFIX)}
    people = {person_id for person_id, _ in pairs}
    questions = [
        lookup.Question(Room, _FOR_POSTING, {"code": codes}),
        lookup.Question(Membership, _SEAT, {"room__code": codes, "person": people}),
    ]
    return lookup.Inquiry(questions, lambda found: _posting_rights(pairs, *found, now=now))


def _posting_rights(
    pairs: Collection[Pair], tables: list[lookup.Row], seats: list[lookup.Row], *, now: datetime
) -> dict[Pair, Room | CafeError]:
    rooms = {room.stream_name: room for room in map(_room, tables) if not is_dead(room, now=now)}
    muted = {(room_id, person_id): until for room_id, person_id, until in seats}
    return {pair: _posting_right(pair[0], rooms.get(pair[1]), muted, now) for pair in pairs}


def _room(row: lookup.Row) -> Room:
    return Room.from_db(None, _FOR_POSTING, row)


def _posting_right(
    person_id: int,
    room: Room | None,
    muted: dict[tuple[int, int], datetime | None],
    now: datetime,
) -> Room | CafeError:
    if room is None:
        return NotFound(NO_ROOM)
    if room.is_lounge:
        return room
    if (room.pk, person_id) not in muted:
        return Forbidden(NOT_A_MEMBER) if room.public else NotFound(NO_ROOM)
    until = muted[room.pk, person_id]
    return Muted() if until is not None and until > now else room


def _living(now: datetime, **lookup: int | str) -> Room:
    room = Room.objects.select_related("host", "stream").filter(**lookup).first()
    if room is None or is_dead(room, now=now):
        raise NotFound(NO_ROOM)
    return room


def _for_member(person_id: int, room: Room) -> Room:
    if room.is_lounge or is_member(person_id, room):
        return room
    raise Forbidden(NOT_A_MEMBER) if room.public else NotFound(NO_ROOM)

"""Opening rooms, sitting down, leaving, and being asked to.

Every action locks the room's row first, then its stream (by the event), then anything else."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from virtualcafe.accounts.models import Person
from virtualcafe.accounts.wire import user_object
from virtualcafe.lib.errors import ApprovalRequired, BadRequest, Forbidden, NotFound, RoomFull
from virtualcafe.realtime import log
from virtualcafe.rooms import access, codes, events, guesses, presence, seats
from virtualcafe.rooms.models import Bar, Membership, Room, stream_name
from virtualcafe.rooms.rules import checked

DEFAULTS = {
    "description": "",
    "subject": "",
    "capacity": 12,
    "public": True,
    "lifetime": Room.Lifetime.TEMPORARY,
    "may_start_timer": Room.TimerRight.MEMBERS,
}
LOUNGE = "The lounge"


def open_room(person: Person, *, name: str, now: datetime, **fields: object) -> Room:
    """The person hosts it and is its first member.

    `fields` are those of DEFAULTS. Raises BadRequest with `fields`, or Forbidden for a public room
    of somebody who has yet to confirm their address."""
    kept = checked(DEFAULTS | fields | {"name": name})
    _refuse_unverified(person, public=kept["public"])
    with transaction.atomic():
        room = _create(now, host=person, **kept)
        presence.expire_later(room, now=now)
        Membership.objects.create(room=room, person=person, joined_at=now, last_seen_at=now)
    return room


def open_lounge(now: datetime) -> Room:
    """The one room that is always there; again and again the same."""
    with transaction.atomic():
        lounge = Room.objects.select_for_update().filter(is_lounge=True).first()
        return lounge or _create(
            now,
            name=LOUNGE,
            description="Open to everybody who is signed in. Say hello, ask, find company.",
            capacity=None,
            lifetime=Room.Lifetime.PERMANENT,
            is_lounge=True,
        )


def seat(person: Person, room: Room, *, now: datetime) -> Room:
    """Give the person a seat, whoever let them in; a member keeps theirs.

    Raises NotFound for a room that is no more, Forbidden while they are barred, RoomFull."""
    with transaction.atomic():
        room = locked(room.pk, now=now)
        if room.is_lounge or access.is_member(person.pk, room):
            return room
        _refuse_barred(person, room, now)
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
    and `host`. Raises NotFound for a code that opens nothing, RateLimited after many of those."""
    guesses.allow(person.pk, address, now=now)
    code = codes.tidied(typed)
    room = Room.objects.select_related("host").filter(code=code).first()
    if room is None or access.is_dead(room, now=now):
        guesses.note_wrong(person.pk, address, now=now)
        raise NotFound("No room has this code. Codes have six letters and digits.")
    if not room.public and not access.is_member(person.pk, room):
        host = user_object(room.host) if room.host else None
        raise ApprovalRequired(id=room.pk, name=room.name, host=host)
    return seat(person, room, now=now)


def leave(person: Person, room: Room, *, now: datetime) -> None:
    """Stand up; the longest-seated member follows a host. Without a seat nothing happens."""
    with transaction.atomic():
        room = locked(room.pk, now=now)
        if access.is_member(person.pk, room):
            seats.give_up(room, person, reason="left", now=now)


def kick(room: Room, person_id: int, *, by: Person, now: datetime) -> None:
    """Out, and barred for ten minutes. Raises Forbidden unless `by` hosts the room or is an
    admin, NotFound for somebody who has no seat in it, BadRequest for oneself."""
    with transaction.atomic():
        room = locked(room.pk, now=now)
        if not access.may_moderate(by, room):
            raise Forbidden("Only the host may ask somebody to leave.")
        if person_id == by.pk:
            raise BadRequest("To go yourself, leave the room.")
        membership = room.memberships.select_related("person").filter(person__pk=person_id).first()
        if membership is None:
            raise NotFound("This person has no seat here.")
        seats.bar(room, membership.person, by=by, now=now)
        seats.give_up(room, membership.person, reason="kicked", by=by, now=now)


def change_room(room: Room, *, by: Person, now: datetime, **fields: object) -> Room:
    """`fields` as in `open_room`. Raises Forbidden unless `by` is the host, or BadRequest."""
    kept = checked(fields)
    with transaction.atomic():
        room = locked(room.pk, now=now)
        if room.host_id != by.pk:
            raise Forbidden("Only the host may change the room.")
        _refuse_unverified(by, public=kept.get("public") and not room.public)
        _refuse_fewer_seats(room, kept)
        for name, value in kept.items():
            setattr(room, name, value)
        room.save(update_fields=[*kept])
        presence.settle(room, now=now)
        log.append(room.stream_name, events.room_updated(room))
    return room


def locked(room_id: int, *, now: datetime) -> Room:
    """The room under its lock, inside a transaction. Raises NotFound when it is no more."""
    room = Room.objects.select_for_update().filter(pk=room_id).first()
    if room is None or access.is_dead(room, now=now):
        raise NotFound(access.NO_ROOM)
    return room


def _create(now: datetime, **fields: object) -> Room:
    code = codes.new_code()
    stream = log.open_stream(stream_name(code))
    return Room.objects.create(code=code, stream=stream, created_at=now, **fields)


def _refuse_unverified(person: Person, *, public: object) -> None:
    if public and person.must_verify:
        raise Forbidden(
            "Confirm your e-mail address to open a room for everybody. Until then, private ones."
        )


def _refuse_barred(person: Person, room: Room, now: datetime) -> None:
    bar = Bar.objects.standing(now).filter(room=room, person=person).first()
    if bar is None:
        return
    if bar.until is None:
        raise Forbidden("The host has closed this room to you.")
    minutes = -(-(bar.until - now).seconds // 60)
    raise Forbidden(f"You were asked to leave. You may come back in {minutes} min.")


def _refuse_fewer_seats(room: Room, kept: dict[str, object]) -> None:
    wanted, taken = kept.get("capacity"), room.memberships.count()
    if isinstance(wanted, int) and wanted < taken:
        sentence = f"{taken} people have a seat here, so there must be at least as many."
        raise BadRequest(sentence, fields={"capacity": [sentence]})

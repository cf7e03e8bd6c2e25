"""Opening rooms, and changing what their host said of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from virtualcafe.accounts import audit
from virtualcafe.accounts.models import Person
from virtualcafe.lib.errors import BadRequest, Forbidden
from virtualcafe.realtime import log
from virtualcafe.rooms import access, codes, events, presence, waiting
from virtualcafe.rooms.actions.locking import locked
from virtualcafe.rooms.models import Membership, Room, stream_name
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
#: What there is to say of a room without a host, seats or an end.
OF_THE_LOUNGE = {"name", "description"}


def open_room(person: Person, *, name: str, now: datetime, **fields: object) -> Room:
    """The person hosts it and is its first member.

    `fields` are those of DEFAULTS. Raises BadRequest with `fields`; Forbidden for who may open no
    room here, for a public room of somebody who has yet to confirm their address, and for a
    permanent one of who is neither teacher nor admin."""
    kept = checked(DEFAULTS | fields | {"name": name})
    _refuse_opening(person, kept, before=None)
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


def change_room(room: Room, *, by: Person, now: datetime, **fields: object) -> Room:
    """`fields` as in `open_room`. Raises Forbidden unless `by` is the host or an admin, and as
    `open_room` does; BadRequest for fewer seats than there are members."""
    kept = checked(fields)
    with transaction.atomic():
        room = locked(room.pk, now=now)
        if not access.may_moderate(by, room):
            raise Forbidden("Only the host may change the room.")
        _refuse_opening(by, kept, before=room)
        _refuse_fewer_seats(room, kept)
        changed = [name for name, value in kept.items() if getattr(room, name) != value]
        for name in changed:
            setattr(room, name, kept[name])
        room.save(update_fields=[*kept])
        presence.settle(room, now=now)
        log.append(room.stream_name, events.room_updated(room))
        if "public" in changed and room.public:
            waiting.opened(room, now=now)
        if changed:
            audit.note(by, "change room", place=str(room), detail=", ".join(changed), now=now)
    return room


def keep_room(room: Room, *, by: Person, now: datetime) -> Room:
    """One click of a host who was told that the room will go: it stays until they close it."""
    if not room.is_temporary:
        return room
    return change_room(room, by=by, now=now, lifetime=Room.Lifetime.KEPT)


def _create(now: datetime, **fields: object) -> Room:
    code = codes.new_code()
    stream = log.open_stream(stream_name(code))
    return Room.objects.create(code=code, stream=stream, created_at=now, **fields)


def _refuse_opening(person: Person, kept: Mapping[str, object], *, before: Room | None) -> None:
    """What is so already may stay so: only what the person makes of the room is asked about."""
    if before is None and (refusal := access.refusal_to_open(person)):
        raise Forbidden(refusal)
    if before is not None and before.is_lounge and not kept.keys() <= OF_THE_LOUNGE:
        raise BadRequest("The lounge has a name and a description, and nothing else to set.")
    if kept.get("public") and person.must_verify and not (before and before.public):
        raise Forbidden(
            "Confirm your e-mail address to open a room for everybody. Until then, private ones."
        )
    permanent = kept.get("lifetime") == Room.Lifetime.PERMANENT
    stays = before is not None and before.lifetime == Room.Lifetime.PERMANENT
    if permanent and not stays and not access.may_make_permanent(person):
        raise Forbidden(
            "Only teachers and admins open permanent rooms. Keep it until you close it."
        )


def _refuse_fewer_seats(room: Room, kept: Mapping[str, object]) -> None:
    wanted, taken = kept.get("capacity"), room.memberships.count()
    if isinstance(wanted, int) and wanted < taken:
        sentence = f"{taken} people have a seat here, so there must be at least as many."
        raise BadRequest(sentence, fields={"capacity": [sentence]})

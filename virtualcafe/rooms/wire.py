"""Rooms as the protocol spells them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Q, prefetch_related_objects

from virtualcafe.accounts.wire import user_object
from virtualcafe.lib import clock
from virtualcafe.realtime import log
from virtualcafe.rooms import hooks, presence
from virtualcafe.rooms.models import Membership, Room

Object = dict[str, object]


def room_object(room: Room, *, for_person: int | None) -> Object:
    """`for_person` is whose role it tells; None in what goes to many."""
    return room_objects([room], for_person=for_person)[0]


def room_objects(rooms: Sequence[Room], *, for_person: int | None) -> list[Object]:
    """A constant number of queries for any number of rooms: members, present, tops, timers, and
    hosts where they weren't loaded with the rooms."""
    prefetch_related_objects(list(rooms), "host")
    streams = [room.stream_name for room in rooms]
    members = _members(rooms, for_person)
    present = presence.counts(streams)
    tops = log.tops(streams)
    timers = hooks.timers_of([room.pk for room in rooms])
    return [
        described(
            room,
            members=members.get(room.pk, (0, 0))[0],
            present=present.get(room.stream_name, 0),
            timer=timers.get(room.pk),
            role=_role(room, for_person, members),
            last_seq=tops.get(room.stream_name, 0),
        )
        for room in rooms
    ]


def described(
    room: Room,
    *,
    members: int,
    present: int,
    timer: hooks.Timer | None,
    role: str | None,
    last_seq: int,
) -> Object:
    """The object, where the caller has its counts at hand."""
    return {
        "id": room.pk,
        "code": room.code,
        "name": room.name,
        "description": room.description,
        "subject": room.subject,
        "host": user_object(room.host) if room.host else None,
        "public": room.public,
        "capacity": room.capacity,
        "members": members,
        "present": present,
        "lifetime": room.lifetime,
        "expires_at": clock.iso(room.expires_at),
        "timer": timer,
        "role": role,
        "last_seq": last_seq,
        "epoch": log.epoch(),
    }


def named(room: Room) -> Object:
    """What may be known of a room that one isn't in, or that is no more."""
    return {"id": room.pk, "code": room.code, "name": room.name}


def _members(rooms: Sequence[Room], person_id: int | None) -> dict[int, tuple[int, int]]:
    """How many members each room has, and whether (0 or 1) this person is one."""
    mine = Count("pk", filter=Q(person=person_id))
    rows = Membership.objects.filter(room__in=rooms).values_list("room_id")
    return {room: (everyone, own) for room, everyone, own in rows.annotate(Count("pk"), mine=mine)}


def _role(room: Room, person_id: int | None, members: dict[int, tuple[int, int]]) -> str | None:
    if person_id is None or not members.get(room.pk, (0, 0))[1]:
        return None
    return room.role_of(person_id)

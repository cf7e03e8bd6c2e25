"""A room's seats, under the room's lock: the caller holds it."""

from __future__ import annotations

from datetime import datetime, timedelta

from virtualcafe.accounts.models import Person
from virtualcafe.realtime import leases, log, rights
from virtualcafe.rooms import events, hooks, presence
from virtualcafe.rooms.hooks import Reason
from virtualcafe.rooms.models import Bar, Membership, Room

BARRED_FOR = timedelta(minutes=10)
#: In a temporary room so long an absence frees the seat.
FREED_AFTER = timedelta(minutes=30)


def free(room: Room) -> bool:
    return room.capacity is None or room.memberships.count() < room.capacity


def take(room: Room, person: Person, *, now: datetime) -> None:
    """Who sits down in a room without a host becomes it."""
    if room.host_id is None:
        _make_host(room, person)
    Membership.objects.create(room=room, person=person, joined_at=now, last_seen_at=now)
    if room.expires_at is not None:
        presence.expire_later(room, now=now)
    log.append(room.stream_name, events.member_joined(person, room.role_of(person.pk)))


def give_up(
    room: Room, person: Person, *, reason: Reason, now: datetime, by: Person | None = None
) -> None:
    """End a membership and all that hangs on it: the chair, the socket's right, the presence."""
    role = room.role_of(person.pk)
    room.memberships.filter(person=person).delete()
    told = [events.member_left(person, role)]
    if by is not None:
        told.insert(0, events.kick_user(person, by))
    successor = _succeed(room) if role == "host" else None
    if successor is not None:
        told.append(events.member_role(successor, "host"))
    log.append(room.stream_name, *told)
    if reason == "kicked":
        log.append(f"user:{person.pk}", events.removed_from_room(room, reason))
    rights.revoke(person.pk, stream=room.stream_name, reason=reason)
    presence.end(room, person.pk, now=now)
    for left in hooks.on_left:
        left(room, person.pk, reason, now)


def bar(room: Room, person: Person, *, by: Person, now: datetime) -> None:
    until = {"until": now + BARRED_FOR, "by": by, "created_at": now}
    Bar.objects.update_or_create(room=room, person=person, defaults=until)


def free_absent(room: Room, *, now: datetime) -> int:
    """In a temporary room let go of who has been away for half an hour; how many those were."""
    if not room.is_temporary:
        return 0
    here = leases.here().filter(stream=room.stream_name).values("person")
    absent = room.memberships.filter(last_seen_at__lte=now - FREED_AFTER).exclude(person__in=here)
    memberships = list(absent.select_related("person"))
    for membership in memberships:
        give_up(room, membership.person, reason="absent", now=now)
    return len(memberships)


def _succeed(room: Room) -> Person | None:
    """The longest-seated member takes the host's chair."""
    next_one = room.memberships.select_related("person").order_by("joined_at", "pk").first()
    _make_host(room, next_one.person if next_one else None)
    return room.host


def _make_host(room: Room, person: Person | None) -> None:
    room.host = person
    room.save(update_fields=["host"])

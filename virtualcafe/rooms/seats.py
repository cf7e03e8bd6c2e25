"""A room's seats, under the room's lock: the caller holds it."""

from __future__ import annotations

from datetime import datetime, timedelta

from virtualcafe.accounts.models import Person
from virtualcafe.realtime import leases, log, rights
from virtualcafe.rooms import events, hooks, presence, waiting
from virtualcafe.rooms.hooks import Reason
from virtualcafe.rooms.models import Bar, Membership, Mute, Room

#: In a temporary room so long an absence frees the seat.
FREED_AFTER = timedelta(minutes=30)


def free(room: Room) -> bool:
    return room.capacity is None or room.memberships.count() < room.capacity


def take(room: Room, person: Person, *, now: datetime) -> None:
    """Who sits down in a room without a host becomes it; who was muted still is."""
    was_empty = room.host_id is None
    if was_empty:
        make_host(room, person)
    mute = Mute.objects.standing(now).filter(room=room, person=person).first()
    Membership.objects.create(
        room=room,
        person=person,
        joined_at=now,
        last_seen_at=now,
        muted_until=mute.until if mute else None,
    )
    if room.expires_at is not None:
        presence.expire_later(room, now=now)
    log.append(room.stream_name, events.member_joined(person, room.role_of(person.pk)))
    waiting.seated(room, person, now=now)
    if was_empty:
        waiting.host_changed(room, before=None, now=now)


def give_up(
    room: Room, person: Person, *, reason: Reason, now: datetime, by: Person | None = None
) -> None:
    """End a membership and all that hangs on it: the chair, the socket's right, the presence."""
    role = room.role_of(person.pk)
    room.memberships.filter(person=person).delete()
    told = [events.member_left(person, role)]
    if by is not None:
        told.insert(0, events.kick_user(person, by))
    successor = succeed(room) if role == "host" else None
    if successor is not None:
        told.append(events.member_role(successor, "host"))
    log.append(room.stream_name, *told)
    if role == "host":
        waiting.host_changed(room, before=person.pk, now=now)
    _end_rights(room, person, reason=reason, now=now)


def put_out(room: Room, person: Person, *, reason: Reason, by: Person, now: datetime) -> None:
    """Somebody is sent away. In the lounge nobody has a seat to lose; in a room, who has none may
    still be asking for one."""
    if room.is_lounge:
        log.append(room.stream_name, events.kick_user(person, by))
        _end_rights(room, person, reason=reason, now=now)
    elif room.memberships.filter(person=person).exists():
        give_up(room, person, reason=reason, by=by, now=now)
    else:
        waiting.barred(room, person, by=by, now=now)


def _end_rights(room: Room, person: Person, *, reason: Reason, now: datetime) -> None:
    if reason in ("kicked", "banned"):
        log.append(f"user:{person.pk}", events.removed_from_room(room, reason))
    rights.revoke(person.pk, stream=room.stream_name, reason=reason)
    presence.end(room, person.pk, now=now)
    for left in hooks.on_left:
        left(room, person.pk, reason, now)


def bar(room: Room, person: Person, *, until: datetime | None, by: Person, now: datetime) -> None:
    """A ban stays a ban, whoever is kicked on top of it."""
    kept = {"until": until, "by": by, "created_at": now}
    bars = Bar.objects.filter(room=room, person=person)
    if until is None or not bars.bans().exists():
        Bar.objects.update_or_create(room=room, person=person, defaults=kept)


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


def succeed(room: Room) -> Person | None:
    """The longest-seated member who can sign in takes the host's chair."""
    seated = room.memberships.select_related("person").filter(person__is_active=True)
    next_one = seated.order_by("joined_at", "pk").first()
    make_host(room, next_one.person if next_one else None)
    return room.host


def make_host(room: Room, person: Person | None) -> None:
    room.host = person
    room.save(update_fields=["host"])

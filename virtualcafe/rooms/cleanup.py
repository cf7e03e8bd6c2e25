"""Closing rooms: by their host, and by the clock once they are dead."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction

from virtualcafe.accounts import audit
from virtualcafe.accounts.models import Person
from virtualcafe.lib.errors import Forbidden
from virtualcafe.realtime import leases, log, rights
from virtualcafe.rooms import access, events, goodbyes, hooks, notices, presence, seats, visits
from virtualcafe.rooms.actions import locked
from virtualcafe.rooms.models import Room, RoomQuerySet

#: So long before it goes the host of a room is told.
WARNED_BEFORE = timedelta(minutes=10)

logger = logging.getLogger(__name__)


def close_room(room: Room, *, by: Person, now: datetime) -> None:
    """Delete the room for good. Raises Forbidden unless `by` hosts it or is an admin."""
    with transaction.atomic():
        room = locked(room.pk, now=now)
        if room.is_lounge or not access.may_moderate(by, room):
            raise Forbidden("Only the host may close the room.")
        audit.note(by, "close room", place=str(room), now=now)
        _close(room)
    logger.info("closed %s, by %s", room, by)


def clean_up(now: datetime) -> list[str]:
    """Remove dead rooms and free the seats of the absent; the codes of the removed rooms.

    Safe to run again, in many processes, and beside joins: it locks the row that they lock."""
    goodbyes.fill_chairs(now)
    for room in Room.objects.exclude(lifetime=Room.Lifetime.TEMPORARY):
        visits.trim(room)
    temporary = Room.objects.filter(lifetime=Room.Lifetime.TEMPORARY)
    return [code for pk in _ids(temporary) if (code := _clean(pk, now))]


def _ids(rooms: RoomQuerySet) -> list[int]:
    return list(rooms.order_by("pk").values_list("pk", flat=True))


def _clean(room_id: int, now: datetime) -> str | None:
    with transaction.atomic():
        room = Room.objects.select_for_update().filter(pk=room_id).first()
        if room is None:
            return None
        if access.is_dead(room, now=now):
            _close(room)
            logger.info("removed %s: nobody was there since half an hour", room)
            return room.code
        presence.settle(room, now=now)
        seats.free_absent(room, now=now)
    return None


def warn_hosts(now: datetime) -> int:
    """Tell the hosts of rooms that go in ten minutes; once each. How many were told."""
    soon = Room.objects.filter(expires_at__gt=now, expires_at__lte=now + WARNED_BEFORE)
    return sum(_warn(pk, now) for pk in _ids(soon.filter(warned_at=None, host__isnull=False)))


def _warn(room_id: int, now: datetime) -> bool:
    with transaction.atomic():
        room = Room.objects.select_for_update().filter(pk=room_id, warned_at=None).first()
        if room is None or room.expires_at is None or hooks.timer_runs(room.pk):
            return False
        room.warned_at = now
        room.save(update_fields=["warned_at"])
        notices.ending(room, now=now)
    return True


def _close(room: Room) -> None:
    """The stream takes its events and messages with it; sessions keep the room's name."""
    for close in hooks.on_closing:
        close(room)
    log.append(room.stream_name, events.room_closed(room))
    here = leases.here().filter(stream=room.stream_name)
    for person_id in set(here.values_list("person_id", flat=True)):
        rights.revoke(person_id, stream=room.stream_name, reason="closed")
    stream = room.stream
    Room.objects.filter(pk=room.pk).delete()
    log.end_stream(stream)

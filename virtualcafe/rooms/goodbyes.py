"""What becomes of rooms whose people are no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from virtualcafe.accounts.models import Person
from virtualcafe.realtime import log
from virtualcafe.rooms import access, events, seats, waiting
from virtualcafe.rooms.models import Room, RoomQuerySet


def pass_on_chairs(person: Person, now: datetime) -> None:
    """A deactivated person keeps their seats and hosts nothing."""
    _in_each(person.hosted_rooms.all(), _succeed, now)


def leave_everywhere(person: Person, now: datetime) -> None:
    """Before the person is deleted: everybody sees them go, and the longest-seated inherit."""

    def leave(room: Room, now: datetime) -> None:
        if access.is_member(person.pk, room):
            seats.give_up(room, person, reason="left", now=now)

    _in_each(Room.objects.of(person), leave, now)


def fill_chairs(now: datetime) -> None:
    """Where people sit and nobody hosts, the longest-seated does: a host came back from being
    deactivated, or went together with everybody else."""
    empty = Room.objects.filter(host=None, is_lounge=False)
    _in_each(empty.filter(memberships__person__is_active=True).distinct(), _succeed, now)


def _in_each(rooms: RoomQuerySet, act: Callable[[Room, datetime], None], now: datetime) -> None:
    with transaction.atomic():
        for pk in rooms.order_by("pk").values_list("pk", flat=True):
            room = Room.objects.select_for_update().filter(pk=pk).first()
            if room is not None:
                act(room, now)


def _succeed(room: Room, now: datetime) -> None:
    before = room.host
    successor = seats.succeed(room)
    if before is not None:
        log.append(room.stream_name, events.member_role(before, "member"))
    if successor is not None:
        log.append(room.stream_name, events.member_role(successor, "host"))
    waiting.host_changed(room, before=before.pk if before else None, now=now)

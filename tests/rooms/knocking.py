"""Showing a private room's code, and asking with a line of text."""

from __future__ import annotations

import pytest

from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.lib.errors import ApprovalRequired
from virtualcafe.notifications.models import Notification
from virtualcafe.realtime.models import Event
from virtualcafe.rooms import actions
from virtualcafe.rooms.actions import entering
from virtualcafe.rooms.models import JoinRequest, Membership, Room


def show_code(person: Person, room: Room) -> None:
    with pytest.raises(ApprovalRequired):
        actions.join_by_code(person, room.code, address="", now=clock.now())


def ask(person: Person, room: Room, text: str = "") -> JoinRequest:
    show_code(person, room)
    return entering.ask(person, room.pk, text=text, now=clock.now())


def notified(person: Person) -> list[str]:
    return list(Notification.objects.filter(person=person).values_list("kind", flat=True))


def told(person: Person, kind: str) -> list[dict[str, object]]:
    events = Event.objects.filter(stream__name=f"user:{person.pk}", type=kind).order_by("seq")
    return list(events.values_list("data", flat=True))


def is_seated(person: Person, room: Room) -> bool:
    return Membership.objects.filter(person=person, room=room).exists()

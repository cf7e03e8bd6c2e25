"""What rooms publish: `(type, fields)` as `realtime.log.append` takes them."""

from __future__ import annotations

from collections.abc import Mapping

from virtualcafe.accounts.models import Person
from virtualcafe.accounts.wire import user_object
from virtualcafe.rooms.models import Room
from virtualcafe.rooms.wire import room_object

Event = tuple[str, Mapping[str, object]]


def member_joined(person: Person, role: str) -> Event:
    return "member_joined", {"user": user_object(person), "role": role}


def member_left(person: Person, role: str) -> Event:
    return "member_left", {"user": user_object(person), "role": role}


def member_role(person: Person, role: str) -> Event:
    return "member_role", {"user": user_object(person), "role": role}


def kick_user(person: Person, by: Person) -> Event:
    return "kick_user", {"user": user_object(person), "by": user_object(by)}


def room_updated(room: Room) -> Event:
    """To everybody at once, so the object's `role` is null."""
    return "room_updated", {"room": room_object(room, for_person=None)}


def room_closed(room: Room) -> Event:
    return "room_closed", {"room": room.named()}


def removed_from_room(room: Room, reason: str) -> Event:
    """On the person's own stream. Who is out learns no more of the room than its name."""
    return "removed_from_room", {"room": room.named(), "reason": reason}

"""What rooms keep of a person, to hand out; and a room that somebody reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from virtualcafe.accounts import hooks
from virtualcafe.accounts.export import rows
from virtualcafe.accounts.hooks import Part, Subject
from virtualcafe.accounts.models import Person, Report
from virtualcafe.rooms.access import visible_room
from virtualcafe.rooms.models import JoinRequest, Membership, Room, Visit


def register() -> None:
    hooks.exporters.append(parts)
    hooks.reportable[Report.About.ROOM] = describe
    hooks.admin_paths[Report.About.ROOM] = "/admin/rooms/room/{}/change/".format


def parts(person: Person) -> Iterator[Part]:
    seats = Membership.objects.filter(person=person)
    hosted = Room.objects.filter(host=person)
    visits = Visit.objects.filter(person=person)
    asked = JoinRequest.objects.filter(person=person)
    yield Part("seats.json", rows(seats, "room__code", "room__name", "joined_at"))
    yield Part("hosted-rooms.json", rows(hosted, "code", "name", "description", "created_at"))
    yield Part("visits.json", rows(visits, "room__code", "came_at", "left_at"))
    yield Part("join-requests.json", rows(asked, "room__code", "text", "answer", "created_at"))


def describe(asker: Person, room_id: int, now: datetime) -> Subject:
    room = visible_room(asker, room_id, now=now)
    words = "\n".join(filter(None, (room.name, room.subject, room.description)))
    return Subject(f"the room “{room.name}”", words, room.host)

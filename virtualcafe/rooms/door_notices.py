"""What people are told about coming in: on their own stream for programs, in their list for people.

Facts only: names of rooms and people, and the line somebody asked with."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from virtualcafe.accounts.models import Person
from virtualcafe.accounts.wire import user_object
from virtualcafe.notifications import kinds
from virtualcafe.notifications.actions import notify, withdraw
from virtualcafe.realtime import log
from virtualcafe.rooms.models import JoinRequest, Room
from virtualcafe.rooms.wire import room_object

Data = Mapping[str, Any]


def register() -> None:
    kinds.register("join_request", _asks, _requests, answer="rooms/_request_answer.html")
    kinds.register("join_approved", _was_let_in, _room)
    kinds.register("join_denied", _was_refused, lambda data: "/rooms/")
    kinds.register("room_opened", _is_open, _room)
    kinds.register("room_invited", _is_invited, lambda data: str(data["url"]))


def asked(room: Room, request: JoinRequest, people: Collection[int], *, now: datetime) -> None:
    """`people`: the host, and who else may answer. The event is the host's alone."""
    asking = request.as_data()
    data = asking | {"host": room.host_id}
    notify(people, "join_request", data, key=_key(request), now=now)
    if room.host_id in people:
        hosted = room_object(room, for_person=room.host_id)
        log.append(f"user:{room.host_id}", ("join_request", asking | {"room": hosted}))


def settled(request: JoinRequest, people: Collection[int]) -> None:
    """Nobody has to answer it any more."""
    withdraw(people, _key(request))


def approved(room: Room, person: Person, *, now: datetime) -> None:
    entered = room_object(room, for_person=person.pk)
    log.append(f"user:{person.pk}", ("join_approved", {"room": entered}))
    notify(person.pk, "join_approved", {"room": room.named()}, key=_door(room), now=now)


def denied(room: Room, person: Person, *, now: datetime) -> None:
    log.append(f"user:{person.pk}", ("join_denied", {"room": room.named()}))
    notify(person.pk, "join_denied", {"room": room.named()}, key=_door(room), now=now)


def closed(room: Room, person_id: int) -> None:
    """The room went before anybody answered."""
    log.append(f"user:{person_id}", ("join_denied", {"room": room.named(), "reason": "closed"}))


def opened(room: Room, people: Collection[int], *, now: datetime) -> None:
    """They waited for a private room, and it is public now."""
    notify(people, "room_opened", {"room": room.named()}, key=_door(room), now=now)


def invited(room: Room, person: Person, *, by: Person, url: str, now: datetime) -> None:
    told = {"room": room.named(), "by": user_object(by), "url": url}
    log.append(f"user:{person.pk}", ("room_invited", told))
    notify(person.pk, "room_invited", told, key=f"invited:{room.pk}", now=now)


def _key(request: JoinRequest) -> str:
    return f"join-request:{request.pk}"


def _door(room: Room) -> str:
    """Of the answers a person had from a room the last one counts."""
    return f"door:{room.pk}"


def _room(data: Data) -> str:
    return f"/rooms/{data['room']['code']}/"


def _requests(data: Data) -> str:
    return f"/rooms/{data['room']['code']}/requests/"


def _asks(data: Data) -> str:
    words = {"person": data["request"]["user"]["username"], "room": data["room"]["name"]}
    if data["request"]["text"]:
        sentence = _("%(person)s asks to come into “%(room)s”: %(text)s")
        return sentence % {**words, "text": data["request"]["text"]}
    return _("%(person)s asks to come into “%(room)s”.") % words


def _was_let_in(data: Data) -> str:
    return _("You were let into “%(room)s”. Your seat is ready.") % {"room": data["room"]["name"]}


def _was_refused(data: Data) -> str:
    return _("“%(room)s” can’t take you in right now.") % {"room": data["room"]["name"]}


def _is_open(data: Data) -> str:
    return _("“%(room)s” is open to everybody now. Just go in.") % {"room": data["room"]["name"]}


def _is_invited(data: Data) -> str:
    words = {"person": data["by"]["username"], "room": data["room"]["name"]}
    return _("%(person)s invites you to “%(room)s”.") % words

"""Streams named `room:<code>`, and what may be said of oneself on them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Literal

from virtualcafe.accounts.wire import user_objects
from virtualcafe.lib import clock
from virtualcafe.lib.errors import Forbidden, NotFound, RateLimited
from virtualcafe.lib.rates import Rates
from virtualcafe.realtime import leases, publish
from virtualcafe.realtime.kinds import StreamKind
from virtualcafe.realtime.verbs import Caller, StreamFrame, verb
from virtualcafe.rooms import access, hooks, presence
from virtualcafe.rooms.models import Room, stream_name
from virtualcafe.rooms.wire import room_object


class RoomStreams(StreamKind):
    prefix = "room"

    def admit(self, person_id: int, key: str) -> None:
        access.may_listen(person_id, key, now=clock.now())

    def state(self, person_id: int, key: str) -> Mapping[str, object]:
        now = clock.now()
        room = access.may_listen(person_id, key, now=now)
        described = room_object(room, for_person=person_id)
        return {
            **hooks.besides(room, person_id),
            "room": described,
            "present": presence.shown(room.stream_name),
            "timer": described["timer"],
            "call": {"peers": []},
            "me": {"muted_until": clock.iso(access.muted_until(person_id, room, now=now))},
        }

    def arrived(self, key: str, people: Collection[int], now: datetime) -> None:
        presence.arrived(key, people, now=clock.now())

    def gone(self, key: str, people: Mapping[int, datetime], now: datetime) -> None:
        # `now` is the machine's time; how long a room lasts is counted in the café's.
        presence.gone(key, people, now=clock.now())


def stream_of_code(code: str | int) -> str:
    return stream_name(str(code).upper())


def stream_of_id(room_id: str | int) -> str:
    """Raises NotFound in the words in which a room is hidden from who may not know of it; whether
    this person may is asked when they are admitted."""
    code = Room.objects.filter(pk=room_id).values_list("code", flat=True).first()
    if code is None:
        raise NotFound(access.NO_ROOM)
    return stream_name(code)


#: So often somebody's status may change: everybody in the room is told each time.
CHANGES, CHANGES_SECONDS = 10, 10
_changes = Rates()


class StatusFrame(StreamFrame):
    status: Literal["available", "focus", "break", "away"]


@verb("status", StatusFrame, answered=False)
def set_status(caller: Caller, frame: StatusFrame) -> None:
    """What the person is up to, in all their tabs in this room."""
    if frame.stream not in caller.streams:
        raise Forbidden("Subscribe to the room first.")
    mine = leases.here().filter(stream=frame.stream, person=caller.person_id)
    since = mine.order_by("since").values_list("since", flat=True).first()
    others = mine.exclude(status=frame.status)
    # Asked before it is written: most tabs repeat what is known, and a write waits for its turn.
    if since is None or not others.exists():
        return
    if wait := _changes.take(caller.person_id, amount=CHANGES, seconds=CHANGES_SECONDS):
        raise RateLimited(retry_after=wait)
    if not others.update(status=frame.status):
        return
    user = user_objects([caller.person_id])[caller.person_id]
    fields = {"user": user, "status": frame.status, "since": clock.iso(since)}
    publish.send(frame.stream, "presence", fields)
    presence.forget(frame.stream)

"""The `timer` verb of the socket (PROTOCOL.md, section 2)."""

from __future__ import annotations

from virtualcafe.accounts.models import Person
from virtualcafe.focus.requests import TimerRequest, obey
from virtualcafe.focus.rooms import room_of_stream
from virtualcafe.focus.wire import with_people
from virtualcafe.lib import clock
from virtualcafe.realtime.verbs import Answer, Caller, StreamName, verb


class TimerFrame(TimerRequest, kw_only=True):
    stream: StreamName
    action: str


@verb("timer", TimerFrame)
def timer(caller: Caller, frame: TimerFrame) -> Answer:
    now = clock.now()
    person = Person.objects.get(pk=caller.person_id)
    room = room_of_stream(person, frame.stream, now=now)
    moved = obey(frame.action, frame, person=person, room=room, now=now)
    return {"timer": with_people(moved, now=now)}

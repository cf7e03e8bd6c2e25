"""The room's side of its timer: finding the room, and what rooms ask of focus."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from virtualcafe.accounts.models import Person
from virtualcafe.focus import clock as clocks
from virtualcafe.focus.catching_up import catch_up, leave
from virtualcafe.focus.clock import Phase, Running
from virtualcafe.focus.events import Outbox
from virtualcafe.focus.locks import lock_timer
from virtualcafe.focus.models import Participation, Timer
from virtualcafe.focus.phases import move
from virtualcafe.focus.taking_part import ABSENT
from virtualcafe.focus.wire import parts_in, timer_object
from virtualcafe.lib import clock
from virtualcafe.lib.errors import NotFound
from virtualcafe.rooms.access import room_for
from virtualcafe.rooms.hooks import Reason
from virtualcafe.rooms.models import Room


def room_of_stream(person: Person, stream: str, *, now: datetime) -> Room | None:
    """The room of `room:<code>`; None for `user`, where a person's own timer is."""
    if stream == "user":
        return None
    kind, _, code = stream.partition(":")
    if kind != "room":
        raise NotFound("There is no timer on that stream.")
    return room_for(person, code, now=now)


def timers_of(room_ids: Collection[int]) -> Mapping[int, Mapping[str, object]]:
    """The wire's timer of each room; an idle one where none ever ran."""
    now = clock.now()
    timers = Timer.objects.filter(room__in=room_ids).select_related("started_by")
    by_room = {timer.room_id: timer for timer in timers}
    busy = [timer for timer in timers if not timer.clock.is_idle]
    parts = parts_in(busy) if busy else {}
    return {
        room_id: timer_object(timer, now=now, parts=parts.get(timer.pk, ()) if timer else ())
        for room_id, timer in ((room_id, by_room.get(room_id)) for room_id in room_ids)
    }


def rooms_running(*, focus: bool) -> QuerySet[Timer, int | None]:
    running = _running().filter(room__isnull=False)
    return (running.filter(phase=Phase.FOCUS) if focus else running).values_list("room", flat=True)


def timer_runs(room_id: int) -> bool:
    return _running().filter(room=room_id).exists()


def _running() -> QuerySet[Timer]:
    """The café clock goes on by itself; it runs for people only while somebody takes part."""
    people = Participation.objects.filter(timer=OuterRef("pk")).exclude(standing__in=ABSENT)
    return Timer.objects.filter(Q(follows="") | Exists(people), state=Running.RUNNING)


def end_part(room: Room, person_id: int, reason: Reason, now: datetime) -> None:
    """Who leaves the room or is kicked leaves its timer. Who is only away counts on: a lost
    connection never ends a part."""
    if reason == "absent":
        return
    if timer := _locked(room):
        outbox = Outbox()
        catch_up(timer, now=now, outbox=outbox)
        leave(timer, person_id, now=now, outbox=outbox)
        outbox.post(now=now)


def stop_timer(room: Room) -> None:
    """The room closes: a timer that is paused in it is settled while it still has its name."""
    now = clock.now()
    if timer := _locked(room):
        outbox = Outbox()
        catch_up(timer, now=now, outbox=outbox)
        if not timer.clock.is_idle:
            move(timer, clocks.stop(timer.clock), at=now, outbox=outbox)
        outbox.post(now=now)


def _locked(room: Room) -> Timer | None:
    pk = Timer.objects.filter(room=room).values_list("pk", flat=True).first()
    return lock_timer(pk) if pk else None

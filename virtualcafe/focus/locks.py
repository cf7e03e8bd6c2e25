"""Taking hold of timers: first their rooms, then the timers, each by id."""

from __future__ import annotations

from collections.abc import Iterable

from virtualcafe.accounts.models import Person
from virtualcafe.focus.models import Participation, Timer
from virtualcafe.lib.errors import Conflict, NotFound
from virtualcafe.rooms.models import Room


def lock_timer(pk: int) -> Timer | None:
    """The timer under its room's lock and its own; None when it is gone."""
    room_id = Timer.objects.filter(pk=pk).values_list("room_id", flat=True).first()
    _lock_rooms([room_id])
    return next(iter(_lock_timers([pk])), None)


def lock_for(person: Person, room: Room | None) -> tuple[Timer, list[Timer]]:
    """The room's timer, or without a room the person's own; and the others that they are in now,
    which are settled when they go over."""
    current = _current(person)
    _lock_rooms([room.pk if room else None, *current.values()], needed=room)
    timer_id = _timer_id(person, room)
    timers = {timer.pk: timer for timer in _lock_timers({timer_id, *current})}
    if not _current(person).keys() <= timers.keys():
        raise Conflict
    return timers.pop(timer_id), list(timers.values())


def lock_timers_of(person: Person) -> None:
    """All that the person has a part in."""
    parts = Participation.objects.filter(person=person)
    rooms = dict(parts.values_list("timer_id", "timer__room_id"))
    _lock_rooms(rooms.values())
    _lock_timers(rooms)


def _current(person: Person) -> dict[int, int | None]:
    """Timer and room of the phase that the person is in."""
    rows = Participation.objects.filter(person=person, standing=Participation.Standing.IN)
    return dict(rows.values_list("timer_id", "timer__room_id"))


def _timer_id(person: Person, room: Room | None) -> int:
    if room:
        return Timer.objects.get_or_create(room=room)[0].pk
    return Timer.objects.get_or_create(owner=person)[0].pk


def _lock_rooms(pks: Iterable[int | None], *, needed: Room | None = None) -> None:
    wanted = sorted(pk for pk in pks if pk is not None)
    rows = Room.objects.select_for_update().filter(pk__in=wanted).order_by("pk") if wanted else ()
    locked = {room.pk for room in rows}
    if needed and needed.pk not in locked:
        raise NotFound


def _lock_timers(pks: Iterable[int]) -> list[Timer]:
    rows = Timer.objects.select_for_update(of=("self",)).filter(pk__in=list(pks)).order_by("pk")
    return list(rows.select_related("room", "started_by"))

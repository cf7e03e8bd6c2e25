"""What people do with a timer: a room's, or without a room their own.

Each locks, brings the timer up to the present, moves it, and tells the streams on commit. Refusals:
NotFound and Forbidden for who may not, Conflict where the timer stands otherwise, BadRequest for a
length the café doesn't measure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from virtualcafe.accounts.models import Person
from virtualcafe.focus import access, catching_up, clock, following, taking_part, wall
from virtualcafe.focus.clock import Clock, Lengths
from virtualcafe.focus.events import Outbox
from virtualcafe.focus.lengths import preferred
from virtualcafe.focus.locks import lock_for
from virtualcafe.focus.models import Timer
from virtualcafe.focus.phases import move
from virtualcafe.focus.tasks.actions import activate
from virtualcafe.focus.tasks.hand import task_of
from virtualcafe.lib.errors import BadRequest, Conflict
from virtualcafe.lib.local_days import zone
from virtualcafe.realtime import publish
from virtualcafe.rooms.models import Room


def start(
    person: Person,
    room: Room | None = None,
    *,
    lengths: Lengths | None,
    now: datetime,
    task: str | int = "",
    goal: str = "",
) -> Timer:
    """Begin a run of these lengths. Without: the phase that waits, or a run as they prefer it.
    `task` is one of theirs by its id, which becomes the active one, or words."""
    with _held(person, room, now=now, moves=True) as held:
        if lengths is None and held.timer.clock.is_waiting:
            after = clock.resume(held.timer.clock, now=now)
        else:
            after = clock.start(held.timer.clock, lengths=lengths or preferred(person), now=now)
            held.timer.participations.all().delete()
            held.timer.started_by = person
        held.begin(after)
        held.say(task=task, goal=goal)
    return held.timer


def follow(person: Person, room: Room | None, *, plan: str, now: datetime) -> Timer:
    """Let the room follow the café clock, by the hour as it is where this person is. Whoever is
    present takes part from now on."""
    if plan not in wall.PLANS:
        raise BadRequest(f"The café clock knows {' and '.join(wall.PLANS)}, but not {plan[:20]!r}.")
    with _held(person, room, now=now, moves=True) as held:
        _shared(room)
        before = held.timer.clock
        if before.state is not clock.Running.IDLE and not before.follows:
            raise Conflict("The timer is already running.")
        hour_at = wall.hour_of(now.astimezone(zone(person.time_zone)).utcoffset())
        held.timer.started_by = person
        held.begin(wall.entered(before, plan=plan, hour_at=hour_at, now=now))
    return held.timer


def pause(person: Person, room: Room | None = None, *, now: datetime) -> Timer:
    with _held(person, room, now=now, moves=True) as held:
        held.move(clock.pause(held.timer.clock, now=now))
    return held.timer


def resume(person: Person, room: Room | None = None, *, now: datetime) -> Timer:
    with _held(person, room, now=now, moves=True) as held:
        after = clock.resume(held.timer.clock, now=now)
        held.begin(after) if held.timer.clock.is_waiting else held.move(after)
    return held.timer


def skip(person: Person, room: Room | None = None, *, now: datetime) -> Timer:
    with _held(person, room, now=now, moves=True) as held:
        parts = held.timer.participations.filter(person=person)
        takes_part = parts.exclude(standing__in=taking_part.ABSENT).exists()
        # Whoever presses is there, also without a socket.
        also = {person.pk} if takes_part and not held.others else set()
        held.move(clock.skip(held.timer.clock, now=now), also=also)
    return held.timer


def stop(person: Person, room: Room | None = None, *, now: datetime) -> Timer:
    with _held(person, room, now=now, moves=True) as held:
        held.move(clock.stop(held.timer.clock))
    return held.timer


def add(person: Person, room: Room | None = None, *, minutes: int, now: datetime) -> Timer:
    with _held(person, room, now=now, moves=True) as held:
        held.move(clock.add(held.timer.clock, minutes=minutes, now=now))
    return held.timer


def join(
    person: Person, room: Room | None, *, now: datetime, task: str | int = "", goal: str = ""
) -> Timer:
    """Take part in the room's timer from now on. Another timer they are in is settled first."""
    with _held(person, room, now=now) as held:
        _shared(room)
        following.wake(held.timer, now=now, outbox=held.outbox)
        if held.timer.clock.is_idle:
            raise Conflict("There is no timer running to join.")
        held.leave_others()
        taking_part.join(held.timer, person, now=now)
        if task or goal:
            held.say(task=task, goal=goal)
        held.outbox.timer(held.timer)
    return held.timer


def leave(person: Person, room: Room | None, *, now: datetime) -> Timer:
    """Take no further part in the room's timer; the minutes so far are written."""
    with _held(person, room, now=now) as held:
        _shared(room)
        catching_up.leave(held.timer, person.pk, now=now, outbox=held.outbox)
    return held.timer


def rest(person: Person, room: Room | None, *, now: datetime) -> Timer:
    """A pause of one's own: the others go on, and joining again ends it."""
    with _held(person, room, now=now) as held:
        _shared(room)
        if not taking_part.rest(held.timer, person.pk, now=now):
            raise Conflict("You take no part in this phase, so there is nothing to rest from.")
        held.outbox.timer(held.timer)
    return held.timer


def _shared(room: Room | None) -> None:
    if room is None:
        raise BadRequest("Your own timer is yours alone: start and stop it instead.")


@dataclass
class _Held:
    """A person's hand on a timer, under its locks."""

    person: Person
    timer: Timer
    others: list[Timer]
    now: datetime
    outbox: Outbox

    def move(self, after: Clock, *, also: Collection[int] = ()) -> None:
        move(self.timer, after, at=self.now, outbox=self.outbox, also=also)

    def begin(self, after: Clock) -> None:
        """A phase begins because this person says so: they are in it, and nowhere else."""
        self.leave_others()
        move(self.timer, after, at=self.now, outbox=self.outbox, also={self.person.pk})

    def say(self, *, task: str | int, goal: str) -> None:
        """What they do now. Of words the café makes no task; without any it is the active one."""
        part = self.timer.participations.filter(person=self.person)
        if isinstance(task, int):
            activate(task_of(self.person, task))
        elif task:
            part.update(task=task, of_task=None)
        if goal:
            part.update(goal=goal)
            publish.send(f"user:{self.person.pk}", "tasks_changed", {})

    def leave_others(self) -> None:
        """Nobody's time is counted twice. A timer of one's own stops with its only person."""
        for timer in self.others:
            if timer.owner_id:
                move(timer, clock.stop(timer.clock), at=self.now, outbox=self.outbox)
            else:
                catching_up.leave(timer, self.person.pk, now=self.now, outbox=self.outbox)


@contextmanager
def _held(
    person: Person, room: Room | None, *, now: datetime, moves: bool = False
) -> Iterator[_Held]:
    with transaction.atomic():
        timer, others = lock_for(person, room)
        if timer.room:
            access.check(timer.room, person, moves=moves, now=now)
        held = _Held(person, timer, others, now, Outbox())
        for known in (timer, *others):
            catching_up.catch_up(known, now=now, outbox=held.outbox)
        if timer.count_up:
            timer.participations.filter(person=person).update(seen_at=now)
        held.others = [other for other in others if not other.clock.is_idle]
        try:
            yield held
        except clock.WrongLength as wrong:
            raise BadRequest(str(wrong)) from wrong
        except clock.WrongMoment as wrong:
            raise Conflict(str(wrong)) from wrong
        held.outbox.post(now=now)

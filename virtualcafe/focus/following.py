"""What hangs on a timer that follows the café clock: who takes part, and their minutes.

The phase is what the time of day says; these rows only keep who was in it. A phase that nobody was
in and nobody sees is not written anywhere. The rows are locked by the caller."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Concat

from virtualcafe.focus import wall
from virtualcafe.focus.events import Outbox
from virtualcafe.focus.models import Timer
from virtualcafe.focus.phases import move
from virtualcafe.focus.presence import live_people
from virtualcafe.focus.taking_part import ABSENT, GRACE
from virtualcafe.lib import clock as clocks
from virtualcafe.realtime import leases


def keep_up(timer: Timer, *, now: datetime, outbox: Outbox) -> None:
    """Settle a phase that is over, and take whoever is there into the next; wake up for people."""
    clock = timer.clock
    if clock.ends_at is None:
        if live_people(timer):
            wake(timer, now=now, outbox=outbox)
    elif clock.is_due(now):
        _turn(timer, end=clock.ends_at, now=now, outbox=outbox)


def wake(timer: Timer, *, now: datetime, outbox: Outbox) -> None:
    """Show the phase that it is. Nobody is drawn into the middle of it."""
    clock = timer.clock
    if clock.follows and clock.ends_at is None:
        there = wall.entered(clock, plan=clock.follows, hour_at=clock.hour_at, now=now)
        move(timer, there, at=now, outbox=outbox, draws=False)


def _turn(timer: Timer, *, end: datetime, now: datetime, outbox: Outbox) -> None:
    """Nobody is counted into a phase that began while the café was closed."""
    in_time = now - end <= GRACE
    live = live_people(timer)
    if in_time and (live or timer.participations.exclude(standing__in=ABSENT).exists()):
        clock = timer.clock
        after = wall.entered(clock, plan=clock.follows, hour_at=clock.hour_at, now=end)
        move(timer, after, at=end, outbox=outbox)
        return
    move(timer, wall.asleep(timer.clock), at=end, outbox=outbox)
    if live:
        wake(timer, now=now, outbox=outbox)


def sleepers_with_people() -> QuerySet[Timer, int]:
    """Timers that follow the café clock unseen, and somebody came."""
    stream = Concat(Value("room:"), OuterRef("room__code"))
    come = leases.live(clocks.real_now()).filter(stream=stream)
    rows = Timer.objects.filter(follows__gt="", ends_at=None)
    return rows.filter(Exists(come)).values_list("pk", flat=True)

"""Moving a timer on, with everything that hangs on it. The rows are locked by the caller."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from virtualcafe.focus import clock as clocks
from virtualcafe.focus import forgotten, taking_part
from virtualcafe.focus.clock import Clock, Running
from virtualcafe.focus.events import Outbox
from virtualcafe.focus.models import Timer
from virtualcafe.focus.presence import live_people, somebody_is_there
from virtualcafe.lib.errors import Conflict


def move(
    timer: Timer,
    after: Clock,
    *,
    at: datetime,
    outbox: Outbox,
    also: Collection[int] = (),
    waits_until: datetime | None = None,
) -> None:
    """Show the clock that follows; a phase that ended is settled, one that begins is joined.

    `also` are people who take part whether a socket of theirs is open or not: who pressed start.
    """
    before = timer.clock
    _advance(timer, after, waits_until=waits_until)
    if after.begun != before.begun:
        taking_part.hold(timer, live_people(timer) | set(also))
        _end(timer, before, at=at, outbox=outbox)
    if after.is_idle:
        timer.participations.all().delete()
    elif after.is_waiting and after.begun != before.begun:
        taking_part.wait(timer)
    elif _begins(before, after):
        live = live_people(timer) | set(also)
        newcomers = taking_part.newcomers(after, live)
        taking_part.seat(timer, newcomers, live=live, at=at, also=also)
    outbox.timer(timer)


def _begins(before: Clock, after: Clock) -> bool:
    new = after.begun != before.begun or before.is_waiting
    return new and after.state is Running.RUNNING


def _end(timer: Timer, clock: Clock, *, at: datetime, outbox: Outbox) -> None:
    taking_part.confirm(timer, live_people(timer), now=at)
    taking_part.close(timer, clock, at=at, outbox=outbox)


def _advance(timer: Timer, after: Clock, *, waits_until: datetime | None) -> None:
    """Two processes may both see a phase end: only one finds the version it read."""
    version = timer.version
    timer.waits_until = waits_until
    fields = [*timer.show(after), "waits_until", "started_by"]
    values = {name: getattr(timer, name) for name in fields}
    if not Timer.objects.filter(pk=timer.pk, version=version).update(**values):
        raise Conflict("The timer has moved on in the meantime.")


def _let_go(timer: Timer, *, now: datetime, outbox: Outbox) -> None:
    """A focus that counts up ends with the last person in it."""
    end = forgotten.let_go(timer, now=now, outbox=outbox)
    if forgotten.is_empty(timer):
        move(timer, clocks.stop(timer.clock), at=end or now, outbox=outbox)
    elif end:
        outbox.timer(timer)


def catch_up(timer: Timer, *, now: datetime, outbox: Outbox) -> None:
    """Settle every phase that is over at its own end, and let the next begin if somebody is there
    to begin it. After a long silence nothing starts by itself."""
    if timer.clock.counts_up:
        _let_go(timer, now=now, outbox=outbox)
    while (clock := timer.clock).is_due(now) and clock.ends_at is not None:
        end = clock.ends_at
        in_time = now - end <= taking_part.GRACE
        there = in_time and somebody_is_there(timer, live_people(timer))
        after = clocks.finish(clock, by_itself=there)
        may_yet = after.is_waiting and clock.lengths.starts_by_itself(after.phase) and in_time
        waits_until = end + taking_part.GRACE if may_yet else None
        move(timer, after, at=end, outbox=outbox, waits_until=waits_until)

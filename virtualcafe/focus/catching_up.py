"""Bringing a timer up to the present, whether or not anybody looked. The caller has locked the
rows."""

from __future__ import annotations

from datetime import datetime

from virtualcafe.focus import clock as clocks
from virtualcafe.focus import following, forgotten, taking_part
from virtualcafe.focus.events import Outbox
from virtualcafe.focus.models import Timer
from virtualcafe.focus.phases import move
from virtualcafe.focus.presence import live_people, somebody_is_there


def catch_up(timer: Timer, *, now: datetime, outbox: Outbox) -> None:
    """Settle every phase that is over at its own end, and let the next begin if somebody is there
    to begin it. After a long silence nothing starts by itself."""
    if timer.clock.follows:
        following.keep_up(timer, now=now, outbox=outbox)
        return
    if timer.clock.counts_up and not timer.clock.is_waiting:
        _let_go(timer, now=now, outbox=outbox)
    while (clock := timer.clock).is_due(now) and clock.ends_at is not None:
        end = clock.ends_at
        in_time = now - end <= taking_part.GRACE
        there = in_time and somebody_is_there(timer, live_people(timer))
        after = clocks.finish(clock, by_itself=there)
        may_yet = after.is_waiting and clock.lengths.starts_by_itself(after.phase) and in_time
        waits_until = end + taking_part.GRACE if may_yet else None
        move(timer, after, at=end, outbox=outbox, waits_until=waits_until)


def leave(timer: Timer, person_id: int, *, now: datetime, outbox: Outbox) -> None:
    """Somebody takes no further part: the others are told, and a focus that nobody is in ends."""
    if taking_part.leave(timer, person_id, now=now, outbox=outbox):
        outbox.timer(timer)
        catch_up(timer, now=now, outbox=outbox)


def _let_go(timer: Timer, *, now: datetime, outbox: Outbox) -> None:
    """A focus that counts up ends with the last person in it."""
    end = forgotten.let_go(timer, now=now, outbox=outbox)
    if forgotten.is_empty(timer):
        move(timer, clocks.stop(timer.clock), at=end or now, outbox=outbox)
    elif end:
        outbox.timer(timer)

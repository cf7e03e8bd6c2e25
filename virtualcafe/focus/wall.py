"""The café clock: phases that follow from the time of day alone, the same for whoever looks.

From every whole hour on, focus and break take turns. `hour_at` is how many minutes past the whole
hour of UTC the hour begins where the room is: 0 nearly everywhere, 30 in India, 15 in Nepal."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from virtualcafe.focus.clock import Clock, Lengths, Phase, Running

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
#: Minutes of focus and break; together they divide the hour.
PLANS = {"25/5": (25, 5), "50/10": (50, 10)}


class Stretch(NamedTuple):
    """`number` counts the rounds of the hour, from 1."""

    phase: Phase
    started_at: datetime
    ends_at: datetime
    number: int


def stretch_at(plan: str, hour_at: int, moment: datetime) -> Stretch:
    focus, rest = (timedelta(minutes=minutes) for minutes in PLANS[plan])
    shifted = moment - timedelta(minutes=hour_at)
    hour = shifted.replace(minute=0, second=0, microsecond=0) + timedelta(minutes=hour_at)
    round_before, into = divmod(moment - hour, focus + rest)
    start = hour + round_before * (focus + rest)
    if into < focus:
        return Stretch(Phase.FOCUS, start, start + focus, round_before + 1)
    return Stretch(Phase.BREAK, start + focus, start + focus + rest, round_before + 1)


def hour_of(zone_offset: timedelta | None) -> int:
    """Where the hour begins, in minutes past UTC's, at so much ahead of it."""
    return int(-(zone_offset or timedelta()) % HOUR / MINUTE)


def lengths_of(plan: str) -> Lengths:
    focus, rest = PLANS[plan]
    return Lengths(
        focus_minutes=focus,
        break_minutes=rest,
        cycles=HOUR // timedelta(minutes=focus + rest),
        auto_start_breaks=True,
        auto_start_focus=True,
    )


def entered(clock: Clock, *, plan: str, hour_at: int, now: datetime) -> Clock:
    """The phase that it is now, however long ago it began."""
    phase, started_at, ends_at, number = stretch_at(plan, hour_at, now)
    return Clock(
        lengths=lengths_of(plan),
        phase=phase,
        state=Running.RUNNING,
        started_at=started_at,
        ends_at=ends_at,
        planned=ends_at - started_at,
        remaining=ends_at - started_at,
        cycle=number,
        version=clock.version + 1,
        begun=clock.version + 1,
        follows=plan,
        hour_at=hour_at,
    )


def asleep(clock: Clock) -> Clock:
    """Nobody is there: nothing is kept but which clock is followed."""
    return Clock(
        lengths=clock.lengths,
        version=clock.version + 1,
        begun=clock.version + 1,
        follows=clock.follows,
        hour_at=clock.hour_at,
    )


def shown(clock: Clock, now: datetime) -> Clock:
    """What everybody sees, whether or not anybody has moved the row since."""
    if not clock.follows or (clock.ends_at and not clock.is_due(now)):
        return clock
    there = entered(clock, plan=clock.follows, hour_at=clock.hour_at, now=now)
    return replace(there, version=clock.version, begun=clock.begun)

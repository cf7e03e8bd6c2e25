"""Moving a timer on, with everything that hangs on it. The rows are locked by the caller."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from virtualcafe.focus import taking_part
from virtualcafe.focus.clock import Clock, Running
from virtualcafe.focus.events import Outbox
from virtualcafe.focus.models import Timer
from virtualcafe.focus.presence import live_people
from virtualcafe.lib.errors import Conflict


def move(
    timer: Timer,
    after: Clock,
    *,
    at: datetime,
    outbox: Outbox,
    also: Collection[int] = (),
    waits_until: datetime | None = None,
    draws: bool = True,
) -> None:
    """Show the clock that follows; a phase that ended is settled, one that begins is joined.

    `also` are people who take part whether a socket of theirs is open or not: who pressed start.
    Unless it `draws`, who is present has to join.
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
        newcomers = taking_part.newcomers(after, live) if draws else set()
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

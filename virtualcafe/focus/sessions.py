"""Writing down the minutes people were really in a phase: once for each person and phase."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from virtualcafe.focus.clock import Clock, Phase
from virtualcafe.focus.models import Participation, Session, Timer

MINUTE = timedelta(minutes=1)
_GROWS = ["minutes", "planned_minutes", "completed", "ended_at", "task", "of_task", "goal"]


def write(
    timer: Timer, clock: Clock, parts: Iterable[Participation], *, at: datetime, completed: bool
) -> list[Session]:
    """One session for each part of at least a minute. Somebody who left and came back in the same
    phase has one already: it grows. What counts up is as long as was planned, whenever it ends."""
    rows = [
        _session(timer, clock, part, at=at, completed=completed)
        for part in parts
        if part.counted >= MINUTE and part.confirm_by is None
    ]
    if not rows:
        return []
    return Session.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["person", "timer", "begun"],
        update_fields=_GROWS,
    )


def _session(
    timer: Timer, clock: Clock, part: Participation, *, at: datetime, completed: bool
) -> Session:
    is_focus = clock.phase is Phase.FOCUS
    minutes = part.counted // MINUTE
    return Session(
        person_id=part.person_id,
        kind=Session.Kind.FOCUS if is_focus else Session.Kind.BREAK,
        source=Session.Source.ROOM if timer.room else Session.Source.SOLO,
        room=timer.room,
        room_name=timer.room.name if timer.room else "",
        task=part.task,
        of_task_id=part.of_task_id,
        goal=part.goal,
        planned_minutes=minutes if clock.counts_up else clock.planned // MINUTE,
        minutes=minutes,
        completed=completed or clock.counts_up,
        started_at=part.started_at,
        # A clock that was set back ends nothing before it began.
        ended_at=max(at, part.started_at + minutes * MINUTE),
        local_date=part.local_date,
        timer=timer,
        begun=clock.begun,
    )

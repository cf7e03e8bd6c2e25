"""Timers and sessions as the wire protocol spells them (PROTOCOL.md, section 1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from virtualcafe.accounts.wire import user_object
from virtualcafe.focus.clock import Clock
from virtualcafe.focus.models import Participation, Session, Timer
from virtualcafe.lib.clock import iso

Standing = Participation.Standing


class Part(NamedTuple):
    person_id: int
    standing: str


def timer_object(
    timer: Timer | None, *, now: datetime, parts: Collection[Part] = ()
) -> dict[str, object]:
    """`parts` are those of who takes part, or waits, or rests. A timer that never ran is an idle
    one. A focus that counts up shows no end and no plan: the most that is measured is nobody's
    goal."""
    clock = timer.clock_at(now) if timer else Clock()
    lengths = clock.lengths
    return {
        "version": clock.version,
        "phase": clock.phase.value,
        "state": clock.state.value,
        "started_at": iso(clock.started_at),
        "ends_at": None if clock.counts_up else iso(clock.ends_at),
        "remaining_ms": 0 if clock.counts_up else milliseconds(clock.remaining_at(now)),
        "planned_ms": 0 if clock.counts_up else milliseconds(clock.planned),
        "elapsed_ms": milliseconds(clock.elapsed_at(now)),
        "counts_from": iso(clock.counts_from),
        "cycle": clock.cycle,
        "cycles": lengths.cycles,
        "focus_minutes": lengths.focus_minutes,
        "break_minutes": lengths.break_minutes,
        "long_break_minutes": lengths.long_break_minutes,
        "long_break_every": lengths.long_break_every,
        "auto_start_breaks": lengths.auto_start_breaks,
        "auto_start_focus": lengths.auto_start_focus,
        "count_up": lengths.count_up,
        "follows": clock.follows or None,
        "started_by": user_object(timer.started_by) if timer and timer.started_by else None,
        "people": [part.person_id for part in parts],
        "resting": [part.person_id for part in parts if part.standing == Standing.RESTS],
    }


def with_people(timer: Timer | None, *, now: datetime) -> dict[str, object]:
    parts = parts_in([timer]).get(timer.pk, []) if timer else []
    return timer_object(timer, now=now, parts=parts)


def parts_in(timers: Collection[Timer]) -> dict[int, list[Part]]:
    """Of each timer, who takes part now, waits for the next phase to begin, or rests."""
    parts: dict[int, list[Part]] = {}
    rows = Participation.objects.filter(timer__in=[timer.pk for timer in timers])
    rows = rows.exclude(standing=Standing.OUT).order_by("person_id")
    for timer_id, person_id, standing in rows.values_list("timer_id", "person_id", "standing"):
        parts.setdefault(timer_id, []).append(Part(person_id, standing))
    return parts


def session_object(session: Session) -> dict[str, object]:
    return {
        "id": session.chain,
        "kind": session.kind,
        "source": session.source,
        "room": _room(session),
        "task": session.task or None,
        "task_id": session.of_task_id,
        "goal": session.goal or None,
        "outcome": session.outcome or None,
        "planned_minutes": session.planned_minutes,
        "minutes": session.minutes,
        "completed": session.completed,
        "started_at": iso(session.started_at),
        "ended_at": iso(session.ended_at),
        "local_date": session.local_date.isoformat(),
        "corrected": session.corrects_id is not None,
    }


def record_object(session: Session, history: Iterable[Session]) -> dict[str, object]:
    """With how it came to be as it is, the first record first."""
    return session_object(session) | {"history": [_version(each) for each in history]}


def _version(session: Session) -> dict[str, object]:
    return {
        "source": session.source,
        "minutes": session.minutes,
        "started_at": iso(session.started_at),
        "ended_at": iso(session.ended_at),
        "task": session.task or None,
        "goal": session.goal or None,
        "reported_at": iso(session.reported_at),
    }


def _room(session: Session) -> dict[str, object] | None:
    """A room that is gone keeps its name."""
    if not session.room_name:
        return None
    room = session.room
    return {
        "id": room.pk if room else None,
        "code": room.code if room else None,
        "name": session.room_name,
    }


def milliseconds(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)

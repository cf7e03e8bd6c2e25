"""Adding a session afterwards: one that was typed in, or kept by a client while it was alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from virtualcafe.accounts.days import date_then
from virtualcafe.accounts.models import Person
from virtualcafe.focus import hooks
from virtualcafe.focus.models import Session
from virtualcafe.focus.records import free, rules
from virtualcafe.focus.records.hand import sessions_of
from virtualcafe.focus.tasks.hand import task_of
from virtualcafe.focus.tasks.models import Task
from virtualcafe.focus.words import line
from virtualcafe.lib.errors import CidConflict
from virtualcafe.rooms.models import Room

MOST_LETTERS = 200


@dataclass(frozen=True, kw_only=True)
class Report:
    """What somebody says they did. `task` is one of theirs by its id, or words. Without `minutes`
    it is all the time from beginning to end, without `ended_at` it ends after its minutes. Older
    clients don't say when it was: without `started_at` it lies in the latest free time."""

    started_at: datetime | None = None
    ended_at: datetime | None = None
    minutes: int | None = None
    planned_minutes: int | None = None
    kind: str = Session.Kind.FOCUS
    task: str | int = ""
    goal: str = ""
    outcome: str = ""
    room: Room | None = None
    cid: UUID | None = None


#: By these a report that comes again is known to be the same.
_SAME = ("kind", "minutes", "planned_minutes", "started_at", "ended_at", "task", "goal")


def report(person: Person, said: Report, *, now: datetime) -> tuple[Session, bool]:
    """The session, and whether it is new: under the same cid it is written once. Refusals:
    BadRequest for what nobody sat through, Conflict where that time is taken, CidConflict."""
    if said.started_at:
        rules.check_beginning(said.started_at, now=now)
    with sessions_of(person) as locked:
        session = _session(locked, said, now=now)
        if known := _known(session) if said.started_at else _just_said(session, now=now):
            return known, False
        rules.check_span(session.started_at, session.ended_at, session.minutes, now=now)
        session.local_date = date_then(locked, session.started_at)
        rules.check_free(session)
        rules.check_day(locked, session)
        session.save(force_insert=True)
        hooks.sessions_written([session], now=now)
    return session, True


def _session(person: Person, said: Report, *, now: datetime) -> Session:
    minutes = _minutes(said)
    started_at = said.started_at or free.before(person, said.kind, minutes, now=now)
    planned = min(max(said.planned_minutes or minutes, 1), rules.MOST_MINUTES)
    task = task_named(person, said.task)
    return Session(
        person=person,
        kind=said.kind,
        source=Session.Source.REPORTED,
        room=said.room,
        room_name=said.room.name if said.room else "",
        task=task.title if task else words("task", said.task),
        of_task=task,
        goal=words("goal", said.goal),
        outcome=said.outcome,
        planned_minutes=planned,
        minutes=minutes,
        completed=minutes >= planned,
        started_at=started_at,
        ended_at=said.ended_at or started_at + minutes * rules.MINUTE,
        cid=said.cid,
        reported_at=now,
    )


def _minutes(said: Report) -> int:
    """Bounds come later; numbers that no date can hold are cut here."""
    if said.minutes is not None:
        return min(max(said.minutes, 0), rules.MOST_MINUTES + 1)
    if said.started_at is None or said.ended_at is None:
        return 0
    return (said.ended_at - said.started_at) // rules.MINUTE


def task_named(person: Person, task: str | int) -> Task | None:
    return task_of(person, task) if isinstance(task, int) else None


def words(name: str, said: str | int) -> str:
    return line(name, str(said), MOST_LETTERS)


def _known(session: Session) -> Session | None:
    """What came under this cid before, if it says the same."""
    if session.cid is None:
        return None
    rows = Session.objects.filter(person=session.person_id, cid=session.cid)
    first = rows.select_related("room").first()
    if first and any(getattr(first, name) != getattr(session, name) for name in _SAME):
        raise CidConflict("Another session was sent under this cid.")
    return first


def _just_said(session: Session, *, now: datetime) -> Session | None:
    """Nobody does the same twice within a minute: it was sent again."""
    same = {
        name: getattr(session, name) for name in ("person_id", "kind", "minutes", "task", "goal")
    }
    rows = Session.objects.filter(**same, reported_at__gt=now - rules.MINUTE)
    return rows.filter(stands=True, corrects=None).select_related("room").first()

"""Setting right what was recorded. The first stays as it was; a correction is put in its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from virtualcafe.accounts.days import date_then
from virtualcafe.accounts.models import Person
from virtualcafe.focus import hooks
from virtualcafe.focus.models import Session
from virtualcafe.focus.records import rules
from virtualcafe.focus.records.hand import check_over, sessions_of, standing
from virtualcafe.focus.records.reporting import task_named, words
from virtualcafe.lib.errors import BadRequest, Conflict

#: More second thoughts than this nobody has about one session.
MOST_CORRECTIONS = 50
_CARRIED = ("kind", "room_id", "room_name", "task", "of_task_id", "goal", "outcome", "local_date")
_MEASURED = ("planned_minutes", "minutes", "started_at", "ended_at")


def correct(person: Person, session_id: int, given: Mapping[str, Any], *, now: datetime) -> Session:
    """Of `minutes`, `started_at`, `ended_at`, `task` and `goal` those that are given; what changes
    nothing writes nothing. Refusals: NotFound, BadRequest and Conflict as for reporting."""
    if "started_at" in given:
        rules.check_beginning(given["started_at"], now=now)
    with sessions_of(person) as locked:
        before = standing(locked, session_id)
        after = _corrected(locked, before, given, now=now)
        if _same(before, after):
            return before
        check_over(before)
        _check(locked, before, after, now=now)
        Session.objects.filter(pk=before.pk).update(stands=False)
        after.save(force_insert=True)
        hooks.person_changed(person.pk, now=now)
    return after


def delete(person: Person, session_id: int, *, now: datetime) -> None:
    """With every correction of it: whatever counted of it counts no more."""
    with sessions_of(person) as locked:
        session = standing(locked, session_id)
        check_over(session)
        Session.objects.get(pk=session.chain).delete()
        hooks.person_changed(person.pk, now=now)


def _corrected(
    person: Person, before: Session, given: Mapping[str, Any], *, now: datetime
) -> Session:
    first = before.corrects or before
    after = Session(person=person, source=Session.Source.REPORTED, corrects=first, reported_at=now)
    for name in (*_CARRIED, *_MEASURED):
        setattr(after, name, getattr(before, name))
    _say(person, after, given)
    _measure(after, given)
    after.completed = after.minutes >= after.planned_minutes
    if first.source == Session.Source.REPORTED and after.started_at != before.started_at:
        after.local_date = date_then(person, after.started_at)
    return after


def _say(person: Person, after: Session, given: Mapping[str, Any]) -> None:
    if "task" in given:
        task = task_named(person, given["task"])
        after.of_task = task
        after.task = task.title if task else words("task", given["task"])
    if "goal" in given:
        after.goal = words("goal", given["goal"])


def _measure(after: Session, given: Mapping[str, Any]) -> None:
    """A session whose beginning is moved takes its end along, unless it is said to end
    elsewhere."""
    length = after.ended_at - after.started_at
    after.minutes = min(max(given.get("minutes", after.minutes), 0), rules.MOST_MINUTES + 1)
    after.started_at = given.get("started_at", after.started_at)
    lasts = max(length, after.minutes * rules.MINUTE)
    after.ended_at = given.get("ended_at", after.started_at + lasts)


def _check(person: Person, before: Session, after: Session, *, now: datetime) -> None:
    if not _takes_no_more(before, after):
        rules.check_span(after.started_at, after.ended_at, after.minutes, now=now)
        _check_touches(after)
        rules.check_free(after)
    rules.check_day(person, after)
    if Session.objects.filter(corrects=after.corrects_id).count() >= MOST_CORRECTIONS:
        raise Conflict("This session was corrected often enough. Delete it and add another.")


def _takes_no_more(before: Session, after: Session) -> bool:
    """What the café saw may be longer than anything one reports, and lie around another one."""
    there = (before.started_at, before.ended_at) == (after.started_at, after.ended_at)
    return there and 1 <= after.minutes <= before.minutes


def _check_touches(after: Session) -> None:
    """What the café saw stays on the day it saw it."""
    first = after.corrects
    if first is None or first.source == Session.Source.REPORTED:
        return
    if after.started_at >= first.ended_at or after.ended_at <= first.started_at:
        raise BadRequest("A correction has to touch the time that the café saw. Add another one.")


def _same(before: Session, after: Session) -> bool:
    names = ("task", "of_task_id", "goal", "minutes", "started_at", "ended_at")
    return all(getattr(before, name) == getattr(after, name) for name in names)

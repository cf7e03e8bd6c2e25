"""Weeks of sessions to look at, for the demonstration café."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from virtualcafe.accounts.models import Person
from virtualcafe.focus import hooks
from virtualcafe.focus.models import Session
from virtualcafe.lib.local_days import local_date, zone
from virtualcafe.rooms.models import Room

WEEKS = 6
GOALS = (
    "Chapter 4, exercises 1 to 12",
    "Outline of the essay",
    "Vocabulary, unit 7",
    "Lab report: results",
    "Past paper 2024",
    "Read two papers and note the questions",
    "",
    "",
)


def weeks_of_sessions(
    people: Sequence[Person], now: datetime, *, rooms: Sequence[Room] = ()
) -> list[Session]:
    """Six weeks of rounds for each person, in the given rooms and alone; the same each time."""
    sessions: list[Session] = []
    for person in people:
        dice = random.Random(person.username)
        for ago in range(WEEKS * 7, -1, -1):
            if ago == 0 or dice.random() < 0.72:
                sessions += _day(person, now, ago=ago, dice=dice, rooms=rooms)
    written = Session.objects.bulk_create(sessions)
    for person in people:
        hooks.person_changed(person.pk, now=now)
    return written


def _day(
    person: Person, now: datetime, *, ago: int, dice: random.Random, rooms: Sequence[Room]
) -> list[Session]:
    """A few rounds with breaks between them, from some hour of the person's own day on; today,
    up to now."""
    local = now.astimezone(zone(person.time_zone)) - timedelta(days=ago)
    start = local.replace(hour=dice.randint(8, 17), minute=dice.choice((0, 10, 30)), second=0)
    if ago == 0:
        start = local - timedelta(minutes=dice.randint(60, 150))
    room = dice.choice(rooms) if rooms and dice.random() < 0.6 else None
    planned, rest = dice.choice(((25, 5), (25, 5), (50, 10)))
    sessions = []
    for _ in range(dice.randint(1, 5)):
        completed = dice.random() < 0.85
        minutes = planned if completed else dice.randint(3, planned - 1)
        goal = dice.choice(GOALS)
        kinds = [(Session.Kind.FOCUS, planned, minutes, goal), (Session.Kind.BREAK, rest, rest, "")]
        for kind, length, spent, aim in kinds:
            end = start + timedelta(minutes=spent)
            sessions.append(_session(person, room, kind, (start, end), length, spent, aim))
            start = end
    return [session for session in sessions if session.ended_at <= now]


def _session(
    person: Person,
    room: Room | None,
    kind: str,
    span: tuple[datetime, datetime],
    planned: int,
    minutes: int,
    goal: str,
) -> Session:
    start, end = span
    return Session(
        person=person,
        kind=kind,
        source=Session.Source.ROOM if room else Session.Source.SOLO,
        room=room,
        room_name=room.name if room else "",
        goal=goal,
        outcome=Session.Outcome.DONE if goal else "",
        planned_minutes=planned,
        minutes=minutes,
        completed=minutes == planned,
        started_at=start,
        ended_at=end,
        local_date=local_date(start, person.time_zone),
    )

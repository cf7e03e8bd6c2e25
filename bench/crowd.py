"""People with sessions behind them, many at once, to measure and test what follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from virtualcafe.accounts.models import Person, Preferences
from virtualcafe.focus.models import Session
from virtualcafe.lib import bulk, clock
from virtualcafe.progress import rebuilding
from virtualcafe.realtime.models import Stream
from virtualcafe.rooms.models import Membership, Room

#: Sessions a day of each person, so that as many weeks lie behind everybody.
A_DAY = 4
ROOM = "CRWDQZ"


def fill(people: int, *, sessions: int) -> list[Person]:
    """So many verified people with so many sessions each, up to now, and a room of the first
    ten; all that follows from the sessions is derived as it is in a café."""
    now = clock.now()
    crowd = _register(people, now)
    _seat(crowd[:10], now)
    names = [field.name for field in Session._meta.concrete_fields if not field.primary_key]
    rows = [_values(row, names) for row in _sessions(sessions, now)]
    at = names.index("person")
    for place, person in enumerate(crowd):
        # No two with the same minutes: a board of equals is quick.
        own = rows[place % 7 :] if sessions > 7 else rows
        bulk.insert_new(Session, tuple(names), [_of(person, row, at) for row in own])
    for _ in rebuilding.rebuild():
        pass
    return crowd


def _register(people: int, now: datetime) -> list[Person]:
    crowd = [
        Person(username=f"crowd{n}", email=f"crowd{n}@example.org", verified_at=now, password="!")
        for n in range(people)
    ]
    Person.objects.bulk_create(crowd)
    Preferences.objects.bulk_create(Preferences(person=person) for person in crowd)
    return crowd


def seat(person: Person) -> None:
    """One more in the room."""
    now = clock.now()
    room = Room.objects.get(code=ROOM)
    Membership.objects.get_or_create(
        room=room, person=person, defaults={"joined_at": now, "last_seen_at": now}
    )


def _seat(people: Sequence[Person], now: datetime) -> None:
    room = Room.objects.create(
        code=ROOM,
        name="The crowd",
        host=people[0],
        lifetime=Room.Lifetime.KEPT,
        stream=Stream.objects.create(name=f"room:{ROOM}"),
        created_at=now,
    )
    Membership.objects.bulk_create(
        Membership(room=room, person=person, joined_at=now, last_seen_at=now) for person in people
    )


def _sessions(number: int, now: datetime) -> Iterator[Session]:
    for place in range(number):
        ago, hour = divmod(place, A_DAY)
        minutes = 20 + place % 31
        begins = now - timedelta(days=ago, hours=2 * hour + 1)
        yield Session(
            source=Session.Source.SOLO,
            task=f"Chapter {place % 9}",
            planned_minutes=50,
            minutes=minutes,
            started_at=begins,
            ended_at=begins + timedelta(minutes=minutes),
            local_date=begins.date(),
        )


def _values(session: Session, names: Sequence[str]) -> list[Any]:
    return [getattr(session, bulk.field_of(Session, name).attname) for name in names]


def _of(person: Person, row: list[Any], at: int) -> list[Any]:
    return [*row[:at], person.pk, *row[at + 1 :]]

"""A café in a test: rooms with people in them, and a clock that the test moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.focus.models import Session
from virtualcafe.lib import clock
from virtualcafe.realtime.leases import LASTS
from virtualcafe.realtime.log import open_stream
from virtualcafe.realtime.models import Event, Lease
from virtualcafe.rooms.models import Membership, Room

OpenRoom = Callable[..., Room]
Freeze = Callable[..., None]


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


@pytest.fixture
def open_room(db: None) -> OpenRoom:
    """Open a room: the first of the people hosts it, all of them are members."""

    def open_it(*people: Person, code: str = "FCSRMA", **fields: object) -> Room:
        room = Room.objects.create(
            code=code,
            name=f"Room {code}",
            host=people[0],
            stream=open_stream(f"room:{code}"),
            created_at=NOON,
            **fields,
        )
        for person in people:
            Membership.objects.create(room=room, person=person, joined_at=NOON, last_seen_at=NOON)
        return room

    return open_it


@pytest.fixture
def freeze(monkeypatch: pytest.MonkeyPatch) -> Freeze:
    """The café's clock stands still, so many minutes after noon."""
    return lambda minutes=0: monkeypatch.setattr(clock, "now", lambda: at(minutes))


def come(stream: str, *people: Person) -> None:
    """Each opens a socket that hears the stream."""
    now = clock.real_now()
    for person in people:
        Lease.objects.create(
            stream=stream,
            connection=f"{stream}{person.pk}",
            server="test",
            person=person,
            since=now,
            expires_at=now + LASTS,
        )


def go(stream: str, *people: Person) -> None:
    """Their sockets are gone, for longer than a reload takes."""
    Lease.objects.filter(stream=stream, person__in=people).delete()


def written(person: Person) -> list[tuple[str, str, int, bool]]:
    """Kind, source, minutes and completed of their sessions, in the order they began."""
    rows = Session.objects.filter(person=person).order_by("started_at", "pk")
    return list(rows.values_list("kind", "source", "minutes", "completed"))


def told(stream: str, kind: str) -> list[dict[str, object]]:
    """The events of a type on a stream."""
    rows = Event.objects.filter(stream__name=stream, type=kind).order_by("seq")
    return list(rows.values_list("data", flat=True))

"""Sessions as the café saw them, and an ear at what is told of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.focus.conftest import OpenRoom, at, come
from virtualcafe.accounts.models import Person
from virtualcafe.focus import actions, hooks
from virtualcafe.focus.clock import Lengths
from virtualcafe.focus.models import Session
from virtualcafe.focus.settling import settle_due
from virtualcafe.lib.local_days import local_date

See = Callable[..., Session]


@pytest.fixture
def see() -> See:
    """A focus that the café saw, so many minutes after noon."""

    def saw(person: Person, start: float = 0, minutes: int = 50, **fields: object) -> Session:
        begins, ends = at(start), at(start) + timedelta(minutes=minutes)
        known = {"planned_minutes": minutes, "completed": True, "source": "solo"}
        return Session.objects.create(
            person=person,
            minutes=minutes,
            started_at=begins,
            ended_at=ends,
            local_date=local_date(begins, person.time_zone),
            **(known | fields),
        )

    return saw


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, object]]:
    """What the layer above is told, in order."""
    told: list[tuple[str, object]] = []
    monkeypatch.setattr(
        hooks,
        "sessions_written",
        lambda sessions, *, now: told.append(("written", [each.minutes for each in sessions])),
    )
    monkeypatch.setattr(
        hooks, "person_changed", lambda person_id, *, now: told.append(("changed", person_id))
    )
    return told


@pytest.fixture
def around_another(open_room: OpenRoom, alice: Person, bob: Person) -> None:
    """Bob's 18 minutes in a room from noon to 12:25 lie around five of his own, from 12:06 on."""
    room = open_room(alice, bob)
    come("room:FCSRMA", alice, bob)
    actions.start(alice, room, lengths=Lengths(cycles=1), now=at(0))
    actions.rest(bob, room, now=at(5))
    actions.start(bob, lengths=Lengths(focus_minutes=5, cycles=1), now=at(6))
    settle_due(at(11))
    actions.join(bob, room, now=at(12))
    settle_due(at(25))

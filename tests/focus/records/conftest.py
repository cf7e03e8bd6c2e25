"""Sessions as the café saw them, and an ear at what is told of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.focus.conftest import at
from virtualcafe.accounts.models import Person
from virtualcafe.focus import hooks
from virtualcafe.focus.models import Session
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

"""The page of one's own minutes, and the room of one's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import NOON
from tests.progress.diary import log
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.rooms.models import Room

SignIn = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def page(client: Client) -> str:
    answer = client.get("/progress/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_totals_bars_and_sessions(alice: Person, client_of: SignIn) -> None:
    log(alice, NOON - timedelta(hours=1), 95, goal="Chapter 3")
    log(alice, NOON - timedelta(days=2), 50)
    shown = page(client_of(alice))
    assert "<dt>Today</dt><dd>1 h 35 min</dd>" in shown
    assert "<dt>This week</dt><dd>2 h 25 min</dd>" in shown
    assert "Chapter 3" in shown
    assert "Wednesday, 4 March" in shown


def test_moments_are_told_where_the_person_is(alice: Person, client_of: SignIn) -> None:
    alice.time_zone = "Asia/Tokyo"
    alice.save(update_fields=["time_zone"])
    log(alice, datetime(2026, 3, 4, 1, 30, tzinfo=UTC))
    assert "Wed 4 Mar, 10:30" in page(client_of(alice))


def test_a_room_that_is_gone_keeps_its_name(alice: Person, room: Room, client_of: SignIn) -> None:
    log(alice, NOON, source="room", room=None, room_name="Old reading room")
    assert "Old reading room" in page(client_of(alice))


def test_without_sessions_the_page_says_what_to_do(alice: Person, client_of: SignIn) -> None:
    shown = page(client_of(alice))
    assert "Start 25 minutes" in shown
    assert 'href="/study/"' in shown


def test_nobody_sees_it_signed_out(db: None, client: Client) -> None:
    answer = client.get("/progress/")
    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/progress/")


def test_what_a_person_wrote_is_text(alice: Person, client_of: SignIn) -> None:
    log(alice, NOON, goal="<script>alert(1)</script>")
    assert "<script>alert(1)" not in page(client_of(alice))


def test_the_page_takes_as_many_queries_with_many_sessions(
    alice: Person, room: Room, client_of: SignIn
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(client)
        return len(captured)

    client = client_of(alice)
    log(alice, NOON, room=room, room_name=room.name, source="room")
    page(client)
    few = queries()
    for ago in range(40):
        log(alice, NOON - timedelta(hours=ago), room=room, room_name=room.name, source="room")
    assert queries() == few <= 19

"""The page of one's own minutes, and the room of one's own."""

from __future__ import annotations

import re
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


def test_another_year_is_one_link_away(alice: Person, client_of: SignIn) -> None:
    log(alice, datetime(2024, 5, 6, 12, tzinfo=UTC), 50)
    log(alice, NOON, 25)
    client = client_of(alice)
    shown = page(client)
    assert [f"?year={year}#a-year" in shown for year in (2026, 2025, 2024, 2023)] == [
        True,
        True,
        True,
        False,
    ]
    then = client.get("/progress/?year=2024")
    assert then.context["picture"].year.map.minutes == 50
    assert "Mon 6 May: 50 min" in then.content.decode()
    for odd in ("2027", "-1", "1", "99999999999", "spring", ""):
        assert client.get(f"/progress/?year={odd}").context["picture"].year.map.year == 2026


def test_reported_minutes_stand_apart_in_the_week(alice: Person, client_of: SignIn) -> None:
    log(alice, NOON - timedelta(hours=3), 50)
    assert 'fill="url(#reported)"' not in page(client_of(alice))
    log(alice, NOON - timedelta(hours=1), 30, source="reported")
    shown = page(client_of(alice))
    assert 'fill="url(#reported)"' in shown
    assert '<td class="numbers">80</td><td class="numbers">30</td>' in shown


def test_the_streak_is_told_day_by_day(alice: Person, client_of: SignIn) -> None:
    for ago in (0, 1, 3):
        log(alice, NOON - timedelta(days=ago))
    shown = page(client_of(alice))
    assert "Why is my streak 3?" in shown
    told = re.findall(r'<li data-verdict="(\w+)">.*?datetime="([\d-]+)"', shown)
    assert told == [
        ("focused", "2026-03-04"),
        ("focused", "2026-03-03"),
        ("rest", "2026-03-02"),
        ("focused", "2026-03-01"),
    ]

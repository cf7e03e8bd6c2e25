"""Badges as pages show them: the earned ones, and how far one is with the others."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.conftest import NOON
from tests.progress.diary import log
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.progress import achievements
from virtualcafe.rooms.models import Room

SignIn = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def text_of(answer: object) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())  # type: ignore[attr-defined]


def test_all_are_shown_with_how_far_one_is(alice: Person, client_of: SignIn) -> None:
    for ago in range(3):
        log(alice, NOON - timedelta(hours=ago + 1), 25)
    shown = text_of(client_of(alice).get("/progress/achievements/"))
    assert shown.count('class="badge-card"') == len(achievements.ALL)
    earned = re.findall(
        r'<li class="badge-card" data-earned>.*?<p class="badge-name">(.*?)</p>', shown
    )
    assert earned == ["First sip", "The first hour", "One tomato"]
    assert "Earned on 4 March 2026" in shown
    assert "3 of 10" in shown
    assert "75 of 600" in shown


def test_reported_minutes_earn_no_badge(alice: Person, client_of: SignIn) -> None:
    log(alice, NOON - timedelta(hours=3), 120, source="reported")
    shown = text_of(client_of(alice).get("/progress/achievements/"))
    assert "data-earned>" not in shown
    assert "0 of 60" in shown


def test_the_progress_page_has_the_latest_and_the_next_of_each_family(
    alice: Person, room: Room, client_of: SignIn
) -> None:
    log(alice, NOON - timedelta(days=3), 50, source="room", room=room, room_name=room.name)
    shown = text_of(client_of(alice).get("/progress/"))
    cards = re.findall(
        r'<li class="badge-card"( data-earned)?>.*?<p class="badge-name">(.*?)</p>', shown
    )
    assert [name for earned, name in cards if earned] == [
        "First sip",
        "One tomato",
        "A long cup",
        "Pull up a chair",
    ]
    assert [name for earned, name in cards if not earned] == [
        "Regular",
        "The first hour",
        "Warming up",
        "Deep water",
        "Familiar faces",
    ]
    assert f"All badges: 4 of {len(achievements.ALL)}" in shown


def test_a_badge_alone_is_its_drawing(alice: Person, client_of: SignIn) -> None:
    answer = client_of(alice).get("/progress/badges/streak-7/")
    assert answer.content.decode().lstrip().startswith('<svg class="medal"')
    assert 'data-tier="2" data-family="streak" data-earned' in answer.content.decode()


def test_what_is_no_badge_is_not_found(alice: Person, client_of: SignIn) -> None:
    assert client_of(alice).get("/progress/badges/naps-7/").status_code == 404


@pytest.mark.parametrize("address", ["/progress/achievements/", "/progress/badges/streak-7/"])
def test_nobody_sees_them_signed_out(db: None, client: Client, address: str) -> None:
    assert client.get(address).status_code == 302

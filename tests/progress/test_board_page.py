"""The page of the leaderboards: which is shown, to whom, and who is on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import NOON, make_person
from tests.progress.diary import log
from virtualcafe.accounts import relations
from virtualcafe.accounts.models import Person, Preferences
from virtualcafe.lib import clock
from virtualcafe.rooms.models import Room

SignIn = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def page(client: Client, query: str = "") -> str:
    answer = client.get(f"/leaderboard/{query}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def names(shown: str) -> list[str]:
    return re.findall(r'<li class="board-line".*?<bdi class="person-name">(.*?)</bdi>', shown)


def test_everyone_of_this_week_with_oneself_marked(
    alice: Person, bob: Person, charlie: Person, client_of: SignIn
) -> None:
    for person, minutes in ((alice, 50), (bob, 100)):
        log(person, NOON - timedelta(hours=3), minutes)
    log(charlie, NOON - timedelta(days=8), 180)
    shown = page(client_of(alice))
    assert names(shown) == ["bob", "alice"]
    assert shown.count("data-me>") == 1
    assert "1 h 40 min" in shown
    assert '<rect class="chart-seen" width="50%"' in shown
    assert names(page(client_of(alice), "?period=all")) == ["charlie", "bob", "alice"]


def test_a_room_has_a_board_for_those_who_sit_there(
    room: Room, alice: Person, bob: Person, charlie: Person, client_of: SignIn
) -> None:
    for person in (alice, bob, charlie):
        log(person, NOON - timedelta(hours=1))
    assert names(page(client_of(alice), "?scope=room")) == ["alice", "bob"]
    assert client_of(charlie).get(f"/leaderboard/?scope=room&room={room.code}").status_code == 404
    assert "A room has a board of its own." in page(client_of(charlie), "?scope=room")


def test_people_one_follows(alice: Person, bob: Person, charlie: Person, client_of: SignIn) -> None:
    for person in (bob, charlie):
        log(person, NOON - timedelta(hours=1))
    assert "Nobody you follow has minutes here yet." in page(client_of(alice), "?scope=following")
    relations.follow(alice, charlie, now=NOON)
    shown = page(client_of(alice), "?scope=following")
    assert names(shown) == ["charlie"]
    assert "You are not among them yet" in shown


def test_who_hides_is_gone_at_once_and_comes_back(
    alice: Person, bob: Person, client_of: SignIn
) -> None:
    for person in (alice, bob):
        log(person, NOON - timedelta(hours=1))
    mine, theirs = client_of(alice), client_of(bob)
    hidden = mine.post("/leaderboard/visibility/", {"on_boards": "no"}, follow=True)
    assert "You are hidden" in hidden.content.decode()
    assert names(page(mine)) == names(page(theirs)) == ["bob"]
    mine.post("/leaderboard/visibility/", {"on_boards": "yes", "next": "/leaderboard/?period=all"})
    assert Preferences.objects.get(person=alice).on_boards
    assert sorted(names(page(theirs))) == ["alice", "bob"]


def test_who_is_not_verified_is_told_so(
    alice: Person, client_of: SignIn, settings: pytest.FixtureRequest
) -> None:
    settings.CAFE_MAIL = True  # type: ignore[attr-defined]
    assert "Only people with a verified address are shown." in page(client_of(alice))


def test_an_empty_board_says_how_it_is_opened(alice: Person, client_of: SignIn) -> None:
    shown = page(client_of(alice))
    assert "The first minute of focus opens this board." in shown
    assert 'href="/study/"' in shown


@pytest.mark.parametrize("query", ["?scope=galaxy", "?period=never", "?scope=&period=&room=X"])
def test_what_is_unknown_is_everyones_board(alice: Person, client_of: SignIn, query: str) -> None:
    log(alice, NOON - timedelta(hours=1))
    assert names(page(client_of(alice), query)) == ["alice"]


def test_nobody_sees_it_signed_out(db: None, client: Client) -> None:
    assert client.get("/leaderboard/")["Location"] == "/login/?next=/leaderboard/"
    assert client.post("/leaderboard/visibility/").status_code == 302


def test_many_people_cost_no_more_queries(alice: Person, client_of: SignIn) -> None:
    client = client_of(alice)
    log(alice, NOON - timedelta(hours=1))
    page(client)
    with CaptureQueriesContext(connection) as few:
        page(client)
    for number in range(15):
        log(make_person(f"person{number}"), NOON - timedelta(hours=2), number + 18)
    with CaptureQueriesContext(connection) as many:
        shown = page(client)
    assert len(names(shown)) == 11
    assert "Others are above" in shown
    assert "Others are below" in shown
    assert len(few) <= len(many) <= 14


def test_no_room_is_called_nothing(client_of: SignIn, alice: Person) -> None:
    assert client_of(alice).get("/leaderboard/?scope=room&room=%00").status_code == 404

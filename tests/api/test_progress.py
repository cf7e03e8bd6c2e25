"""`/api/progress/`: the year, the badges, the streak, the boards and the goal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.conftest import NOON
from tests.progress.diary import log
from virtualcafe.accounts import relations
from virtualcafe.accounts.models import Person, Preferences
from virtualcafe.lib import clock
from virtualcafe.rooms.models import Room

SignIn = Callable[[Person], Client]
DAY = timedelta(days=1)
JSON = "application/json"


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def test_the_summary_says_where_one_stands(alice: Person, client_of: SignIn) -> None:
    for ago in (0, 1):
        log(alice, NOON - ago * DAY, 75)
    summary = client_of(alice).get("/api/progress/summary/").json()
    assert (
        summary.items()
        >= {
            "date": "2026-03-04",
            "today": 75,
            "total_minutes": 150,
            "sessions": 2,
            "streak": 2,
            "longest_streak": 2,
            "level": 2,
            "xp": 150,
            "level_xp": 100,
            "next_level_xp": 300,
            "goal": 600,
        }.items()
    )


def test_a_year(alice: Person, bob: Person, client_of: SignIn) -> None:
    log(alice, NOON, 25)
    log(alice, NOON - 365 * DAY, 50)
    log(bob, NOON, 90)
    client = client_of(alice)
    assert client.get("/api/progress/heatmap/").json() == {
        "year": 2026,
        "first_year": 2025,
        "days": [{"date": "2026-03-04", "minutes": 25}],
    }
    last = client.get("/api/progress/heatmap/?year=2025").json()
    assert last["days"] == [{"date": "2025-03-04", "minutes": 50}]


@pytest.mark.parametrize("year", ["1969", "3000", "soon"])
def test_no_year(alice: Person, client_of: SignIn, year: str) -> None:
    answer = client_of(alice).get(f"/api/progress/heatmap/?year={year}")
    assert (answer.status_code, [*answer.json()["fields"]]) == (400, ["year"])


def test_badges(alice: Person, client_of: SignIn) -> None:
    log(alice, NOON, 25)
    badges = client_of(alice).get("/api/progress/achievements/").json()["results"]
    assert len(badges) == 29
    assert badges[0] == {
        "slug": "sessions-1",
        "family": "sessions",
        "tier": 1,
        "threshold": 1,
        "name": "First sip",
        "sentence": "Finish your first session.",
        "earned_at": "2026-03-04T12:25:00.000Z",
        "reached": 1,
    }
    earned = [badge["slug"] for badge in badges if badge["earned_at"]]
    assert earned == ["sessions-1", "depth-25"]
    assert {badge["family"]: badge["reached"] for badge in badges} == {
        "sessions": 1,
        "minutes": 25,
        "streak": 1,
        "depth": 25,
        "company": 0,
    }


def test_why_the_streak_is_what_it_is(alice: Person, client_of: SignIn) -> None:
    for ago in (4, 3, 1):
        log(alice, NOON - ago * DAY, 25)
    assert client_of(alice).get("/api/progress/streak/").json() == {
        "length": 3,
        "longest": 3,
        "began": "2026-02-28",
        "last": "2026-03-03",
        "done_today": False,
        "days": [
            {"date": "2026-02-28", "verdict": "focused"},
            {"date": "2026-03-01", "verdict": "focused"},
            {"date": "2026-03-02", "verdict": "rest"},
            {"date": "2026-03-03", "verdict": "focused"},
            {"date": "2026-03-04", "verdict": "open"},
        ],
    }


def test_no_streak_yet(alice: Person, client_of: SignIn) -> None:
    told = client_of(alice).get("/api/progress/streak/").json()
    assert (told["length"], told["began"], told["days"]) == (0, None, [])


def test_the_goal(alice: Person, client_of: SignIn) -> None:
    client = client_of(alice)
    assert client.get("/api/progress/goal/").json() == {"minutes": 600}
    answer = client.put("/api/progress/goal/", {"minutes": 1200}, JSON)
    assert (answer.status_code, answer.json()) == (200, {"minutes": 1200})
    assert client_of(alice).get("/api/progress/goal/").json() == {"minutes": 1200}
    assert Preferences.of(alice.pk).weekly_goal_minutes == 1200


@pytest.mark.parametrize("minutes", [0, -1, 10_081, "many", None, 1.5])
def test_no_goal(alice: Person, client_of: SignIn, minutes: object) -> None:
    answer = client_of(alice).put("/api/progress/goal/", {"minutes": minutes}, JSON)
    assert (answer.status_code, [*answer.json()["fields"]]) == (400, ["minutes"])


def test_a_board(alice: Person, bob: Person, client_of: SignIn) -> None:
    log(alice, NOON, 25)
    log(bob, NOON, 50)
    board = client_of(alice).get("/api/progress/leaderboard/").json()
    assert (
        board.items()
        >= {
            "scope": "everyone",
            "period": "week",
            "room": None,
            "since": "2026-03-02",
            "hidden": False,
        }.items()
    )
    shown = [(line["place"], line["user"]["username"], line["me"]) for line in board["results"]]
    assert shown == [(1, "bob", False), (2, "alice", True)]
    client = client_of(alice)
    assert client.get("/api/progress/leaderboard/?period=all").json()["since"] is None
    relations.block(bob, alice, now=NOON)
    assert len(client.get("/api/progress/leaderboard/").json()["results"]) == 1


def test_a_rooms_board(alice: Person, charlie: Person, room: Room, client_of: SignIn) -> None:
    log(alice, NOON, 25)
    address = f"/api/progress/leaderboard/?scope=room&room={room.pk}"
    board = client_of(alice).get(address).json()
    assert (board["room"], len(board["results"])) == (room.pk, 1)
    refused = client_of(charlie).get(address)
    never = client_of(charlie).get("/api/progress/leaderboard/?scope=room&room=999999")
    assert (refused.status_code, refused.json()) == (404, never.json())


@pytest.mark.parametrize(
    ("query", "field"),
    [("scope=planet", "scope"), ("period=day", "period"), ("scope=room", "room")],
)
def test_no_board(alice: Person, client_of: SignIn, query: str, field: str) -> None:
    answer = client_of(alice).get(f"/api/progress/leaderboard/?{query}")
    assert (answer.status_code, [*answer.json()["fields"]]) == (400, [field])

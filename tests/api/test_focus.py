"""Timers and sessions as JSON."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.focus.conftest import written
from virtualcafe.accounts.models import Person
from virtualcafe.focus import hooks
from virtualcafe.focus.models import Session
from virtualcafe.lib import clock
from virtualcafe.lib.local_days import local_date
from virtualcafe.rooms.models import Room

SignIn = Callable[[Person], Client]


def add_sessions(person: Person, number: int) -> None:
    now = clock.now()
    written = Session.objects.bulk_create(
        Session(
            person=person,
            source=Session.Source.SOLO,
            planned_minutes=25,
            minutes=index + 1,
            started_at=now,
            ended_at=now,
            local_date=local_date(now, "UTC"),
        )
        for index in range(number)
    )
    hooks.sessions_written(written, now=now)


def test_an_own_timer_that_never_ran_is_idle(alice: Person, client_of: SignIn) -> None:
    timer = client_of(alice).get("/api/focus/timer/").json()
    assert (timer["version"], timer["phase"], timer["state"]) == (0, "idle", "idle")
    assert timer["taking_part_in"] is None


def test_the_own_timer_is_moved(alice: Person, client_of: SignIn) -> None:
    client = client_of(alice)
    answer = client.post("/api/focus/timer/start/", {"focus_minutes": 50}, "application/json")
    assert answer.status_code == 200
    assert (answer.json()["phase"], answer.json()["focus_minutes"]) == ("focus", 50)
    shown = client.get("/api/focus/timer/").json()
    assert shown["ends_at"] == answer.json()["ends_at"]
    assert shown["taking_part_in"] == {"stream": "user", "name": ""}
    for action, state in (("pause", "paused"), ("resume", "running"), ("stop", "idle")):
        assert client.post(f"/api/focus/timer/{action}/").json()["state"] == state


def test_a_members_own_client_moves_the_rooms_timer(
    room: Room, bob: Person, client_of: SignIn
) -> None:
    client = client_of(bob)
    address = f"/api/chat/rooms/{room.pk}/timer/"
    started = client.post(f"{address}start/", {"goal": "Essay"}, "application/json")
    assert started.status_code == 200
    assert started.json()["people"] == [bob.pk]
    assert client.post(f"{address}leave/").json()["people"] == []
    assert client.get("/api/focus/timer/").json()["phase"] == "idle"


@pytest.mark.parametrize(
    ("action", "body", "status"),
    [
        ("start", {"focus_minutes": 0}, 400),
        ("start", {"focus_minutes": "25"}, 400),
        ("start", [], 400),
        ("start", {"task": "half a \ud83d"}, 400),
        ("pause", {}, 409),
        ("join", {}, 400),
        ("reset", {}, 404),
    ],
)
def test_refusals(alice: Person, client_of: SignIn, action: str, body: object, status: int) -> None:
    answer = client_of(alice).post(f"/api/focus/timer/{action}/", body, "application/json")
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_a_stranger_moves_nothing(room: Room, charlie: Person, client_of: SignIn) -> None:
    address = f"/api/chat/rooms/{room.pk}/timer/start/"
    assert client_of(charlie).post(address, {}, "application/json").status_code == 403
    Room.objects.filter(pk=room.pk).update(public=False)
    assert client_of(charlie).post(address, {}, "application/json").status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/api/focus/timer/"),
        ("post", "/api/focus/timer/start/"),
        ("get", "/api/focus/sessions/"),
        ("get", "/api/progress/summary/"),
    ],
)
def test_nobody_is_told_anything(db: None, client: Client, method: str, path: str) -> None:
    assert getattr(client, method)(path).status_code == 401


def test_sessions_are_ones_own_newest_first_in_pages(
    alice: Person, bob: Person, client_of: SignIn
) -> None:
    add_sessions(alice, 5)
    add_sessions(bob, 2)
    client = client_of(alice)
    first = client.get("/api/focus/sessions/?limit=3").json()
    assert [session["minutes"] for session in first["results"]] == [5, 4, 3]
    rest = client.get(f"/api/focus/sessions/?limit=3&cursor={first['next']}").json()
    assert [session["minutes"] for session in rest["results"]] == [2, 1]
    assert rest["next"] is None
    assert len(written(bob)) == 2


def test_a_page_of_sessions_takes_as_many_queries_as_one(
    alice: Person, client_of: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(alice)
    add_sessions(alice, 60)
    with django_assert_num_queries(3):
        client.get("/api/focus/sessions/")


def test_the_summary_adds_up_ones_own_minutes(
    alice: Person, bob: Person, client_of: SignIn
) -> None:
    add_sessions(alice, 3)
    add_sessions(bob, 9)
    summary = client_of(alice).get("/api/progress/summary/").json()
    assert (summary["today"], summary["this_week"], summary["last_seven_days"]) == (6, 6, 6)
    assert summary["days"][-1] == {"date": summary["date"], "minutes": 6, "seen": 6}
    assert (summary["total_minutes"], summary["sessions"], summary["xp"]) == (6, 3, 6)
    assert (summary["level"], summary["streak"], summary["goal"]) == (1, 1, 600)
    assert len(summary["days"]) == 7

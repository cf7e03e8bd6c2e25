"""Sessions as JSON: what was recorded, added and corrected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.focus import actions
from virtualcafe.focus.clock import Lengths
from virtualcafe.focus.models import Session
from virtualcafe.lib import clock
from virtualcafe.lib.clock import iso
from virtualcafe.rooms.models import Room

SignIn = Callable[[Person], Client]
JSON = "application/json"
ALL = "/api/focus/sessions/"


def seen(person: Person, days_ago: int = 0, minutes: int = 25, **fields: object) -> Session:
    begins = NOON - timedelta(days=days_ago)
    return Session.objects.create(
        **{
            "person": person,
            "source": "solo",
            "planned_minutes": minutes,
            "minutes": minutes,
            "started_at": begins,
            "ended_at": begins + timedelta(minutes=minutes),
            "local_date": begins.date(),
        }
        | fields
    )


def minutes_of(client: Client, query: str) -> list[int]:
    return [each["minutes"] for each in client.get(f"{ALL}?{query}").json()["results"]]


def test_adding_one(alice: Person, client_of: SignIn) -> None:
    body = {"started_at": iso(NOON), "minutes": 40, "task": "Reading", "cid": str(uuid4())}
    client = client_of(alice)
    first = client.post(ALL, body, JSON)
    assert first.status_code == 201
    assert first.json() == {
        "id": Session.objects.get().pk,
        "kind": "focus",
        "source": "reported",
        "room": None,
        "task": "Reading",
        "task_id": None,
        "goal": None,
        "outcome": None,
        "planned_minutes": 40,
        "minutes": 40,
        "completed": True,
        "started_at": "2026-03-04T12:00:00.000Z",
        "ended_at": "2026-03-04T12:40:00.000Z",
        "local_date": "2026-03-04",
        "corrected": False,
    }
    again = client.post(ALL, body, JSON)
    assert (again.status_code, again.json()) == (200, first.json())
    other = client.post(ALL, body | {"minutes": 41}, JSON)
    assert (other.status_code, other.json()["code"]) == (409, "cid_conflict")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"started_at": "2026-03-04T12:00:00Z"}, 400),
        ({"started_at": "yesterday", "minutes": 5}, 400),
        ({"started_at": "9999-12-31T23:59:59Z", "minutes": 5}, 400),
        ({"started_at": "2026-03-04T12:00:00Z", "minutes": 0}, 400),
        ({"started_at": "2026-03-04T12:00:00Z", "minutes": 5, "cid": "x"}, 400),
        ({"started_at": "2026-03-04T12:00:00Z", "minutes": 5, "task": [1]}, 400),
        ({"started_at": "2026-03-04T12:00:00Z", "minutes": 5, "task": 2**70}, 404),
        ({"started_at": "2026-03-04T12:00:00Z", "minutes": 5, "kind": "nap"}, 400),
        ({"started_at": "2026-03-04T12:10:00Z", "minutes": 5}, 409),
    ],
)
def test_what_cannot_be_added(
    alice: Person, client_of: SignIn, body: dict[str, object], status: int
) -> None:
    seen(alice)
    answer = client_of(alice).post(ALL, body, JSON)
    assert answer.status_code == status, answer.json()
    assert Session.objects.count() == 1


def test_the_filters_hold_at_once(
    alice: Person, bob: Person, client_of: SignIn, room: Room
) -> None:
    seen(alice, 0, 1)
    seen(alice, 1, 2, room=room, room_name=room.name, source="room", task="Essay")
    seen(alice, 2, 3, room_name="Long gone", source="room")
    seen(alice, 3, 4, kind="break", task="Essay")
    seen(bob, 1, 5, task="Essay")
    client = client_of(alice)
    assert minutes_of(client, "") == [1, 2, 3, 4]
    assert minutes_of(client, "from=2026-03-02&to=2026-03-03") == [2, 3]
    assert minutes_of(client, f"room={room.pk}") == [2]
    assert minutes_of(client, "room=Long gone") == [3]
    assert minutes_of(client, "task=Essay") == [2, 4]
    assert minutes_of(client, "task=Essay&kind=focus") == [2]
    assert minutes_of(client, "source=room&to=2026-03-02") == [3]
    assert minutes_of(client, "source=none&from=never&task=%00") == [1, 2, 3, 4]


def test_pages_follow_the_time_they_began(alice: Person, client_of: SignIn) -> None:
    for days_ago in (2, 0, 3, 1):
        seen(alice, days_ago, days_ago + 1)
    client = client_of(alice)
    first = client.get(f"{ALL}?limit=3").json()
    assert [each["minutes"] for each in first["results"]] == [1, 2, 3]
    assert minutes_of(client, f"limit=3&cursor={first['next']}") == [4]


def test_a_correction_shows_what_was_first(alice: Person, client_of: SignIn) -> None:
    session = seen(alice, minutes=50)
    client = client_of(alice)
    address = f"{ALL}{session.pk}/"
    answer = client.patch(address, {"minutes": 20, "outcome": "partly"}, JSON)
    assert answer.status_code == 200
    told = answer.json()
    assert (told["id"], told["minutes"], told["source"]) == (session.pk, 20, "reported")
    assert (told["corrected"], told["outcome"]) == (True, "partly")
    shown = client.get(address).json()
    assert [(each["source"], each["minutes"]) for each in shown.pop("history")] == [
        ("solo", 50),
        ("reported", 20),
    ]
    assert shown == told
    assert minutes_of(client, "") == [20]


def test_an_outcome_is_no_correction(alice: Person, client_of: SignIn) -> None:
    session = seen(alice)
    told = client_of(alice).patch(f"{ALL}{session.pk}/", {"outcome": "done"}, JSON).json()
    assert (told["outcome"], told["corrected"], told["source"]) == ("done", False, "solo")
    assert client_of(alice).patch(f"{ALL}{session.pk}/", {}, JSON).status_code == 400


def test_deleting(alice: Person, client_of: SignIn) -> None:
    session = seen(alice)
    client = client_of(alice)
    client.patch(f"{ALL}{session.pk}/", {"minutes": 20}, JSON)
    assert client.delete(f"{ALL}{session.pk}/").status_code == 204
    assert client.delete(f"{ALL}{session.pk}/").status_code == 404
    assert not Session.objects.exists()


def test_nobody_else_finds_it(alice: Person, bob: Person, client_of: SignIn) -> None:
    address = f"{ALL}{seen(alice).pk}/"
    client = client_of(bob)
    assert client.get(address).status_code == 404
    assert client.patch(address, {"minutes": 20}, JSON).status_code == 404
    assert client.delete(address).status_code == 404
    assert Client().get(address).status_code == 401
    assert Session.objects.get().stands


def test_the_list_takes_few_queries(
    alice: Person, client_of: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for days_ago in range(20):
        seen(alice, days_ago)
    client = client_of(alice)
    with django_assert_max_num_queries(4):
        client.get(ALL)


def test_totals_follow_what_was_said_last(
    alice: Person, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(hours=8))
    client = client_of(alice)

    def totals() -> tuple[int, int]:
        shown = client.get("/api/progress/summary/").json()
        return shown["today"], shown["xp"]

    actions.start(alice, lengths=Lengths(focus_minutes=50), now=NOON)
    actions.stop(alice, now=NOON + timedelta(minutes=50))
    assert totals() == (50, 50)
    address = f"{ALL}{Session.objects.get().pk}/"
    client.patch(address, {"minutes": 20}, JSON)
    assert totals() == (20, 20)
    client.patch(address, {"minutes": 60}, JSON)
    assert totals() == (60, 50)
    client.post(ALL, {"started_at": iso(NOON + timedelta(hours=2)), "minutes": 30}, JSON)
    assert totals() == (90, 50)
    client.delete(address)
    assert totals() == (30, 0)

"""A thought put aside, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.focus.tasks.models import Parked, Task

SignIn = Callable[[Person], Client]
PARKED = "/api/focus/parked/"


def park(client: Client, text: str = "Call the bank") -> Any:
    return client.post(PARKED, {"text": text}, "application/json")


def test_thoughts_are_handed_back_in_their_order(alice: Person, client_of: SignIn) -> None:
    client = client_of(alice)
    first, second = park(client).json(), park(client, " Why is\nthe sky blue? ").json()
    assert (first["text"], first["kept"]) == ("Call the bank", False)
    assert second["text"] == "Why is the sky blue?"
    assert client.get(PARKED).json()["results"] == [first, second]


def test_keeping(alice: Person, client_of: SignIn) -> None:
    client = client_of(alice)
    thought = park(client).json()
    for _ in range(2):
        answer = client.post(f"{PARKED}{thought['id']}/keep/")
        assert answer.json() == thought | {"kept": True}
    assert client.get(PARKED).json()["results"] == [thought | {"kept": True}]


def test_making_a_task_of_it(alice: Person, client_of: SignIn) -> None:
    client = client_of(alice)
    thought = park(client).json()
    answer = client.post(f"{PARKED}{thought['id']}/task/")
    assert (answer.status_code, answer.json()["title"]) == (201, "Call the bank")
    assert client.post(f"{PARKED}{thought['id']}/task/").status_code == 404
    assert (Task.objects.count(), Parked.objects.count()) == (1, 0)


def test_a_long_thought_becomes_notes(alice: Person, client_of: SignIn) -> None:
    client = client_of(alice)
    thought = park(client, "x" * 500).json()
    task = client.post(f"{PARKED}{thought['id']}/task/").json()
    assert (task["title"], task["notes"]) == ("x" * 199 + "…", "x" * 500)


def test_dropping(alice: Person, client_of: SignIn) -> None:
    client = client_of(alice)
    thought = park(client).json()
    assert client.delete(f"{PARKED}{thought['id']}/").status_code == 204
    assert client.delete(f"{PARKED}{thought['id']}/").status_code == 404


@pytest.mark.parametrize("text", ["", "  ", "x" * 501])
def test_what_is_no_thought(alice: Person, client_of: SignIn, text: str) -> None:
    assert park(client_of(alice), text).status_code == 400
    assert not Parked.objects.exists()


def test_there_is_an_end_to_it(alice: Person, client_of: SignIn) -> None:
    Parked.objects.bulk_create(
        Parked(person=alice, text="Again", created_at=NOON) for _ in range(500)
    )
    assert park(client_of(alice)).status_code == 409


def test_with_every_task_open_a_thought_stays_one(alice: Person, client_of: SignIn) -> None:
    client = client_of(alice)
    thought = park(client).json()
    Task.objects.bulk_create(Task(person=alice, title="Task", created_at=NOON) for _ in range(500))
    assert client.post(f"{PARKED}{thought['id']}/task/").status_code == 409
    assert Parked.objects.get().pk == thought["id"]


def test_those_of_others_are_not_there(alice: Person, bob: Person, client_of: SignIn) -> None:
    thought = park(client_of(alice)).json()
    client = client_of(bob)
    assert client.get(PARKED).json()["results"] == []
    assert client.delete(f"{PARKED}{thought['id']}/").status_code == 404
    assert client.post(f"{PARKED}{thought['id']}/keep/").status_code == 404
    assert client.post(f"{PARKED}{thought['id']}/task/").status_code == 404
    assert Parked.objects.get().kept is False
    assert not Task.objects.exists()


def test_signed_out_there_are_none(db: None, client: Client) -> None:
    assert client.get(PARKED).status_code == 401
    assert park(client).status_code == 401

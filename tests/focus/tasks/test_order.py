"""Putting tasks in order: the whole list, or the part of it that is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from virtualcafe.accounts.models import Person
from virtualcafe.focus.tasks import actions, ordering
from virtualcafe.focus.tasks.models import Task
from virtualcafe.lib import clock

SignIn = Callable[[Person], Client]


@pytest.fixture
def ids(alice: Person) -> list[int]:
    """Of the tasks A to D."""
    return [actions.create(alice, {"title": name}, now=clock.now()).pk for name in "ABCD"]


def shown(client: Client) -> str:
    return "".join(task["title"] for task in client.get("/api/focus/tasks/").json()["results"])


def order(client: Client, *ids: int) -> Any:
    return client.post("/api/focus/tasks/reorder/", {"ids": ids}, "application/json")


@pytest.mark.parametrize(
    ("named", "then"),
    [("DCBA", "DCBA"), ("CA", "CBAD"), ("DB", "ADCB"), ("C", "ABCD"), ("", "ABCD")],
)
def test_those_named_share_out_their_places(
    alice: Person, ids: list[int], client_of: SignIn, named: str, then: str
) -> None:
    client = client_of(alice)
    answer = order(client, *(ids["ABCD".index(name)] for name in named))
    assert answer.json() == {"ids": [ids["ABCD".index(name)] for name in then]}
    assert shown(client) == then


def test_what_is_no_open_task_of_theirs_moves_nothing(
    alice: Person, bob: Person, ids: list[int], client_of: SignIn
) -> None:
    client = client_of(alice)
    foreign = actions.create(bob, {"title": "X"}, now=clock.now()).pk
    actions.change(alice, ids[3], {"done": True}, now=clock.now())
    assert order(client, ids[1], foreign, ids[0]).status_code == 404
    assert order(client, ids[3], ids[0]).status_code == 404
    assert order(client, ids[1], ids[1]).status_code == 400
    assert order(client, -1).status_code == 400
    assert client.post("/api/focus/tasks/reorder/", {}, "application/json").status_code == 400
    assert shown(client) == "ABC"


def test_one_step_up_or_down(alice: Person, ids: list[int], client_of: SignIn) -> None:
    client = client_of(alice)
    for name, by, then in [
        ("B", -1, "BACD"),
        ("B", -1, "BACD"),
        ("D", 1, "BACD"),
        ("A", 1, "BCAD"),
    ]:
        ordering.step(alice, ids["ABCD".index(name)], by=by)
        assert shown(client) == then


def test_a_new_one_stands_last(alice: Person, ids: list[int], client_of: SignIn) -> None:
    client = client_of(alice)
    order(client, *reversed(ids))
    Task.objects.filter(title="B").delete()
    actions.create(alice, {"title": "E"}, now=clock.now())
    assert shown(client) == "DCAE"

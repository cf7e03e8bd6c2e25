"""Notifications as JSON: the list, its filters, and marking them read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.notifications import actions
from virtualcafe.notifications.models import Notification

ClientOf = Callable[[Person], Client]
LIST = "/api/notifications/"
READ = "/api/notifications/read/"
JSON = "application/json"


@pytest.fixture
def three(alice: Person) -> list[Notification]:
    for minute, kind in enumerate(["tea", "tea", "cake"]):
        actions.notify(alice.pk, kind, {"n": minute}, now=NOON + timedelta(minutes=minute))
    return list(Notification.objects.order_by("pk"))


def test_the_latest_come_first_in_pages(
    alice: Person, three: list[Notification], client_of: ClientOf
) -> None:
    client = client_of(alice)
    first = client.get(LIST, {"limit": 2}).json()
    assert [each["id"] for each in first["results"]] == [three[2].pk, three[1].pk]
    assert first["unread"] == 3
    second = client.get(LIST, {"limit": 2, "cursor": first["next"]}).json()
    assert [each["id"] for each in second["results"]] == [three[0].pk]
    assert second["next"] is None
    assert second["results"][0] == {
        "id": three[0].pk,
        "kind": "tea",
        "data": {"n": 0},
        "text": "",
        "url": "/notifications/",
        "created_at": "2026-03-04T12:00:00.000Z",
        "read_at": None,
    }


def test_they_are_ones_own(bob: Person, three: list[Notification], client_of: ClientOf) -> None:
    assert client_of(bob).get(LIST).json() == {
        "results": [],
        "next": None,
        "previous": None,
        "unread": 0,
    }


def test_filters(alice: Person, three: list[Notification], client_of: ClientOf) -> None:
    client = client_of(alice)
    assert len(client.get(LIST, {"kind": "tea"}).json()["results"]) == 2
    actions.mark_read(alice.pk, [three[0].pk], now=NOON)
    assert len(client.get(LIST, {"unread": "true"}).json()["results"]) == 2


def test_some_are_marked_read_and_then_all(
    alice: Person, three: list[Notification], client_of: ClientOf
) -> None:
    client = client_of(alice)
    assert client.post(READ, {"ids": [three[0].pk]}, JSON).json() == {"unread": 2}
    assert client.post(READ, {}, JSON).json() == {"unread": 0}


def test_other_peoples_ids_change_nothing(
    bob: Person, three: list[Notification], client_of: ClientOf
) -> None:
    answer = client_of(bob).post(READ, {"ids": [each.pk for each in three]}, JSON)
    assert answer.json() == {"unread": 0}
    assert Notification.objects.unread().count() == 3


@pytest.mark.parametrize("ids", ["x", ["x"], [0], [2**63], list(range(1, 502))])
def test_wrong_ids_are_refused(ids: object, alice: Person, client_of: ClientOf) -> None:
    answer = client_of(alice).post(READ, {"ids": ids}, JSON)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


def test_nobody_is_asked_to_sign_in(db: None) -> None:
    assert Client().get(LIST).status_code == 401
    assert Client().post(READ).status_code == 401

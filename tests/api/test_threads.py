"""The pages of a thread over HTTP, and the page around one message."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.chat.cast import said
from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.chat.actions import delete_message
from virtualcafe.chat.models import Message
from virtualcafe.rooms import actions as room_actions
from virtualcafe.rooms.models import Room

SignIn = Callable[[Person], Client]


def address(room: Room, root: Message) -> str:
    return f"/api/chat/rooms/{room.pk}/messages/{root.pk}/thread/"


@pytest.fixture
def root(alice: Person, room: Room) -> Message:
    return said(alice, room, "Root")


@pytest.fixture
def replies(bob: Person, room: Room, root: Message) -> list[Message]:
    said(bob, room, "beside it")
    return [said(bob, room, f"{n}", thread=root.pk) for n in range(5)]


def test_the_root_comes_first_and_then_the_last(
    bob: Person, room: Room, root: Message, replies: list[Message], client_of: SignIn
) -> None:
    page = client_of(bob).get(address(room, root) + "?limit=3").json()
    assert [each["content"] for each in page["results"]] == ["Root", "2", "3", "4"]
    assert [each["thread"] for each in page["results"]] == [None, root.pk, root.pk, root.pk]
    assert page["results"][0]["thread_count"] == 5
    assert page["next"] is None


def test_walking_back_meets_everything_once(
    bob: Person, room: Room, root: Message, replies: list[Message], client_of: SignIn
) -> None:
    client, cursor, met = client_of(bob), "", []
    while cursor is not None:
        page = client.get(address(room, root), {"limit": 2, "cursor": cursor}).json()
        met = [each["content"] for each in page["results"]] + met
        cursor = page["previous"]
    assert sorted(met) == ["0", "1", "2", "3", "4", "Root"]


def test_by_seq(
    bob: Person, room: Room, root: Message, replies: list[Message], client_of: SignIn
) -> None:
    def told(**asked: int) -> list[str]:
        return [
            e["content"] for e in client_of(bob).get(address(room, root), asked).json()["results"]
        ]

    assert told(after=root.seq, limit=2) == ["0", "1"]
    assert told(before=replies[3].seq, limit=2) == ["1", "2"]
    assert told(around=replies[2].seq, limit=3) == ["1", "2", "3"]


def test_a_thread_survives_its_root(
    alice: Person, bob: Person, room: Room, root: Message, replies: list[Message], client_of: SignIn
) -> None:
    delete_message(alice, root.pk, now=NOON)
    delete_message(bob, replies[0].pk, now=NOON)
    shown = client_of(bob).get(address(room, root)).json()["results"]
    assert [(each["content"], each["deleted"]) for each in shown[:3]] == [
        ("", True),
        ("", True),
        ("1", False),
    ]
    assert shown[0]["thread_count"] == 4


def test_who_may_not(
    alice: Person,
    bob: Person,
    charlie: Person,
    room: Room,
    root: Message,
    replies: list[Message],
    client_of: SignIn,
) -> None:
    other = room_actions.open_room(bob, name="Other", now=NOON)
    assert Client().get(address(room, root)).status_code == 401
    assert client_of(charlie).get(address(room, root)).status_code == 403
    assert client_of(bob).get(address(other, root)).status_code == 404
    assert client_of(bob).get(address(room, replies[0])).status_code == 404
    Room.objects.filter(pk=room.pk).update(public=False)
    assert client_of(charlie).get(address(room, root)).status_code == 404


def test_the_page_around_a_message(bob: Person, room: Room, client_of: SignIn) -> None:
    messages = [said(bob, room, f"{n}") for n in range(9)]
    address = f"/api/chat/rooms/{room.pk}/messages/"

    def told(seq: int, limit: int) -> tuple[str, bool, bool]:
        page = client_of(bob).get(address, {"around": seq, "limit": limit}).json()
        shown = "".join(each["content"] for each in page["results"])
        return shown, page["previous"] is not None, page["next"] is not None

    assert told(messages[4].seq, 5) == ("23456", True, True)
    assert told(messages[4].seq, 1) == ("4", True, True)
    assert told(messages[0].seq, 4) == ("01", False, True)
    assert told(messages[8].seq, 4) == ("678", True, False)
    assert told(10**9, 4) == ("78", True, False)


def test_only_one_of_them(bob: Person, room: Room, client_of: SignIn) -> None:
    address = f"/api/chat/rooms/{room.pk}/messages/"
    for query in ("around=1&before=2", "after=1&before=2", "around=1&cursor=before-3", "around=x"):
        assert client_of(bob).get(f"{address}?{query}").status_code == 400

"""Reactions and pins over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test import Client

from tests.chat.cast import said
from virtualcafe.accounts.models import Person
from virtualcafe.chat import limits
from virtualcafe.chat.models import Message, Reaction
from virtualcafe.lib.rates import Rates
from virtualcafe.realtime import log
from virtualcafe.rooms.models import Room

SignIn = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "reactions", Rates(clock=lambda: 1_000.0))


def reaction(message: Message, emoji: str = "👍") -> str:
    return f"/api/chat/messages/{message.pk}/reactions/{quote(emoji)}/"


def pin(message: Message) -> str:
    return f"/api/chat/messages/{message.pk}/pin/"


def test_put_answers_with_the_message(
    alice: Person, bob: Person, room: Room, client_of: SignIn
) -> None:
    message = said(alice, room)
    answer = client_of(bob).put(reaction(message))
    assert answer.status_code == 200
    [told] = answer.json()["reactions"]
    assert (told["emoji"], told["count"], told["mine"]) == ("👍", 1, True)
    assert [user["username"] for user in told["users"]] == ["bob"]
    [told] = client_of(alice).put(reaction(message)).json()["reactions"]
    assert (told["count"], told["mine"]) == (2, True)


def test_delete_answers_204_and_again_too(bob: Person, room: Room, client_of: SignIn) -> None:
    message, client = said(bob, room), client_of(bob)
    client.put(reaction(message))
    assert client.delete(reaction(message)).status_code == 204
    top = log.top(room.stream_name)
    assert client.delete(reaction(message)).status_code == 204
    assert log.top(room.stream_name) == top
    assert not Reaction.objects.exists()


def test_put_again_is_told_once(bob: Person, room: Room, client_of: SignIn) -> None:
    message, client = said(bob, room), client_of(bob)
    first = client.put(reaction(message))
    top = log.top(room.stream_name)
    assert client.put(reaction(message)).json() == first.json()
    assert log.top(room.stream_name) == top


@pytest.mark.parametrize("method", ["put", "delete"])
def test_who_may_not_react(
    bob: Person, charlie: Person, room: Room, client_of: SignIn, method: str
) -> None:
    message = said(bob, room)
    answers = {
        "signed out": getattr(Client(), method)(reaction(message)),
        "stranger": getattr(client_of(charlie), method)(reaction(message)),
        "no emoji": getattr(client_of(bob), method)(reaction(message, "nope")),
    }
    assert {who: answer.status_code for who, answer in answers.items()} == {
        "signed out": 401,
        "stranger": 404,
        "no emoji": 400,
    }
    assert "emoji" in answers["no emoji"].json()["fields"]
    assert not Reaction.objects.exists()


def test_too_many_at_once(bob: Person, room: Room, client_of: SignIn) -> None:
    message, client = said(bob, room), client_of(bob)
    answers = [client.put(reaction(message)) for _ in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {200}
    assert answers[60].status_code == 429
    assert answers[60]["Retry-After"] == "1"


def test_the_host_pins_and_takes_down(
    alice: Person, bob: Person, room: Room, client_of: SignIn
) -> None:
    message, client = said(bob, room), client_of(alice)
    assert client.put(pin(message)).json()["pinned"] is True
    listed = client_of(bob).get(f"/api/chat/rooms/{room.pk}/messages/?pinned=true").json()
    assert [each["id"] for each in listed["results"]] == [message.pk]
    assert client.delete(pin(message)).status_code == 204
    listed = client_of(bob).get(f"/api/chat/rooms/{room.pk}/messages/?pinned=1").json()
    assert listed == {"results": [], "next": None, "previous": None}


def test_who_may_not_pin(bob: Person, charlie: Person, room: Room, client_of: SignIn) -> None:
    message = said(bob, room)
    for method in ("put", "delete"):
        assert getattr(Client(), method)(pin(message)).status_code == 401
        assert getattr(client_of(bob), method)(pin(message)).status_code == 403
        assert getattr(client_of(charlie), method)(pin(message)).status_code == 404


def test_pinned_is_yes_or_no(bob: Person, room: Room, client_of: SignIn) -> None:
    answer = client_of(bob).get(f"/api/chat/rooms/{room.pk}/messages/?pinned=maybe")
    assert answer.status_code == 400
    assert "pinned" in answer.json()["fields"]

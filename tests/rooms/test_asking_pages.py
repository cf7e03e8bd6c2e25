"""Asking and answering, as people in browsers do it, without a script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.rooms.knocking import ask, is_seated, notified, show_code
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.rooms import actions
from virtualcafe.rooms.actions import entering
from virtualcafe.rooms.models import Room

ClientOf = Callable[[Person], Client]
pytestmark = pytest.mark.usefixtures("unhurried_asks")


def test_the_code_leads_to_the_door_and_a_line_of_text_asks(
    private: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    client = client_of(bob)
    door = client.post("/join/", {"code": private.code.lower()})["Location"]
    assert door == f"/join/ask/{private.code}/"
    page = client.get(door).content.decode()
    assert "Secret table" in page
    assert "alice" in page
    assert client.post(door, {"text": "May I?"})["Location"] == door
    waiting = client.get(door).content.decode()
    assert "May I?" in waiting
    assert "was asked" in waiting
    assert client.get(f"/rooms/{private.code}/").status_code == 404

    client.post(door, {"withdraw": ""})
    assert "Ask to come in" in client.get(door).content.decode()
    assert notified(alice) == []


def test_the_door_of_an_uncoded_room_is_404_like_one_that_never_was(
    private: Room, charlie: Person, client_of: ClientOf
) -> None:
    client = client_of(charlie)
    for code in (private.code, "ZZZZZZ"):
        assert client.get(f"/join/ask/{code}/").status_code == 404
        assert client.post(f"/join/ask/{code}/").status_code == 404


def test_the_door_leads_on_once_one_is_in(
    private: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    request = ask(bob, private)
    entering.approve(private, request.pk, by=alice, now=clock.now())
    door = client_of(bob).get(f"/join/ask/{private.code}/")
    assert door["Location"] == f"/rooms/{private.code}/"


def test_after_a_no_the_door_says_when_to_ask_again(
    private: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    request = ask(bob, private)
    entering.deny(private, request.pk, by=alice, now=clock.now())
    page = client_of(bob).get(f"/join/ask/{private.code}/").content.decode()
    assert "You may ask again in 10 minutes." in page
    assert '<input type="text" name="text"' not in page


def test_a_line_that_is_too_long_stays_typed(
    private: Room, bob: Person, client_of: ClientOf
) -> None:
    show_code(bob, private)
    answer = client_of(bob).post(f"/join/ask/{private.code}/", {"text": "y" * 301})
    assert answer.status_code == 422
    assert "y" * 301 in answer.content.decode()


def test_the_host_answers_by_form(
    private: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    request = ask(bob, private, "<b>It is me</b>")
    client = client_of(alice)
    for address in (f"/rooms/{private.code}/requests/", "/notifications/"):
        page = client.get(address).content.decode()
        assert "&lt;b&gt;It is me&lt;/b&gt;" in page
        assert f"/rooms/{private.code}/requests/{request.pk}/" in page
    form = {"answer": "approve", "next": "/notifications/"}
    answer = client.post(f"/rooms/{private.code}/requests/{request.pk}/", form)
    assert answer["Location"] == "/notifications/"
    assert is_seated(bob, private)


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", ""])
def test_an_answer_leads_nowhere_else(
    elsewhere: str, private: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    request = ask(bob, private)
    form = {"answer": "deny", "next": elsewhere}
    answer = client_of(alice).post(f"/rooms/{private.code}/requests/{request.pk}/", form)
    assert answer["Location"] == f"/rooms/{private.code}/requests/"


@pytest.mark.parametrize(("who", "status"), [("alice", 200), ("bob", 403), ("charlie", 404)])
def test_who_sees_the_requests(
    who: str,
    status: int,
    private: Room,
    bob: Person,
    request: pytest.FixtureRequest,
    client_of: ClientOf,
) -> None:
    actions.seat(bob, private, now=clock.now())
    person = request.getfixturevalue(who)
    page = client_of(person).get(f"/rooms/{private.code}/requests/")
    assert page.status_code == status
    if status != 200:
        assert "Secret table" not in page.content.decode()


def test_signed_out_people_are_asked_to_sign_in(private: Room) -> None:
    for address in (f"/join/ask/{private.code}/", f"/rooms/{private.code}/requests/"):
        assert Client().get(address)["Location"] == f"/login/?next={address}"


def test_the_host_finds_who_waits_among_the_people(
    private: Room, alice: Person, bob: Person, charlie: Person, client_of: ClientOf
) -> None:
    actions.seat(bob, private, now=clock.now())
    ask(charlie, private, "Me, too")
    address = f"/rooms/{private.code}/members/"
    assert "Me, too" in client_of(alice).get(address).content.decode()
    assert "Me, too" not in client_of(bob).get(address).content.decode()

"""What was said, as the page of a room shows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from virtualcafe.accounts.models import Person
from virtualcafe.chat.actions import Post, edit_message, post_message
from virtualcafe.lib import clock
from virtualcafe.rooms.models import Room

SignIn = Callable[[Person], Client]


@pytest.fixture
def say(room: Room) -> Callable[[Person, str], int]:
    def post(person: Person, words: str) -> int:
        sent = Post(person.pk, room.stream_name, uuid4(), words)
        return post_message(sent, now=clock.now()).message_id

    return post


def rows(client: Client, room: Room) -> list[str]:
    """The rows of the list, without the blank one for the page's own use."""
    page = client.get(f"/rooms/{room.code}/").content.decode()
    said = page[page.index('<ol class="chat-list">') : page.index("</ol>")]
    return re.findall(r"<li class=\"chat-row\".*?</li>", said, re.DOTALL)


def test_they_stand_in_order_and_name_a_person_once(
    room: Room, alice: Person, bob: Person, client_of: SignIn, say: Callable[[Person, str], int]
) -> None:
    for person, words in ((alice, "one"), (alice, "two"), (bob, "three")):
        say(person, words)
    shown = rows(client_of(bob), room)
    assert [re.findall(r"<p>(\w+)</p>", row) for row in shown] == [["one"], ["two"], ["three"]]
    assert ["data-grouped" in row for row in shown] == [False, True, False]


def test_only_ones_own_carry_what_was_typed(
    room: Room, alice: Person, bob: Person, client_of: SignIn, say: Callable[[Person, str], int]
) -> None:
    say(alice, "**hers**")
    say(bob, '**his** "words"')
    assert ["data-content" in row for row in rows(client_of(alice), room)] == [True, False]
    [hers, his] = rows(client_of(bob), room)
    assert "data-own" not in hers
    assert 'data-content="**his** &quot;words&quot;"' in his


def test_an_edit_is_seen_though_the_row_was_drawn_before(
    room: Room, alice: Person, client_of: SignIn, say: Callable[[Person, str], int]
) -> None:
    message = say(alice, "before")
    client = client_of(alice)
    assert "<p>before</p>" in rows(client, room)[0]
    edit_message(alice, message, content="after", now=clock.now())
    [row] = rows(client, room)
    assert "<p>after</p>" in row
    assert "before" not in row


def test_who_renamed_themselves_is_called_so(
    room: Room, alice: Person, client_of: SignIn, say: Callable[[Person, str], int]
) -> None:
    say(alice, "hello")
    client = client_of(alice)
    assert ">alice</bdi>" in rows(client, room)[0]
    Person.objects.filter(pk=alice.pk).update(username="alicia")
    assert ">alicia</bdi>" in rows(client, room)[0]

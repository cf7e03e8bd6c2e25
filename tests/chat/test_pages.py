"""The conversation without JavaScript: one message's page, the pins, and the search."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from virtualcafe.accounts.models import Person
from virtualcafe.chat.actions import Post, pin_message, post_message
from virtualcafe.chat.models import Message
from virtualcafe.lib import clock
from virtualcafe.rooms.models import Room

SignIn = Callable[[Person], Client]
Say = Callable[..., int]


@pytest.fixture
def say(room: Room) -> Say:
    def post(person: Person, words: str, *, thread: int | None = None) -> int:
        sent = Post(person.pk, room.stream_name, uuid4(), words, thread=thread)
        return post_message(sent, now=clock.now()).message_id

    return post


def address(room: Room, message_id: int) -> str:
    return f"/rooms/{room.code}/messages/{message_id}/"


def test_a_message_has_a_page_with_its_thread(
    room: Room, alice: Person, bob: Person, client_of: SignIn, say: Say
) -> None:
    root = say(alice, "who brings tea?")
    say(bob, "I do", thread=root)
    html = client_of(bob).get(address(room, root)).content.decode()
    assert "<p>who brings tea?</p>" in html
    assert "<p>I do</p>" in html
    assert 'value="pin"' not in html
    assert 'value="edit"' not in html


def test_everything_can_be_done_with_forms(
    room: Room, alice: Person, client_of: SignIn, say: Say
) -> None:
    message_id = say(alice, "before")
    page, client = address(room, message_id), client_of(alice)
    for form in (
        {"do": "react", "emoji": "👍"},
        {"do": "pin"},
        {"do": "edit", "content": "after\r\nall"},
    ):
        assert client.post(page, form).headers["Location"] == page
    message = Message.objects.get(pk=message_id)
    assert message.content == "after\nall"
    assert message.pinned
    assert [each.emoji for each in message.reactions.all()] == ["👍"]

    client.post(page, {"do": "unreact", "emoji": "👍"})
    client.post(page, {"do": "unpin"})
    message.refresh_from_db()
    assert not message.pinned
    assert not message.reactions.exists()
    gone = client.post(page, {"do": "delete"})
    assert gone.headers["Location"] == f"/rooms/{room.code}/?message={message_id}"
    assert client.get(page).status_code == 404


def test_replies_go_to_the_room_or_the_thread(
    room: Room, alice: Person, bob: Person, client_of: SignIn, say: Say
) -> None:
    root, client = say(alice, "question"), client_of(bob)
    client.post(f"/rooms/{room.code}/messages/", {"content": "answer", "reply_to": root})
    there = client.post(f"/rooms/{room.code}/messages/", {"content": "aside", "thread": root})
    answer, aside = Message.objects.filter(sender=bob).order_by("pk")
    assert (answer.reply_to_id, answer.thread_id) == (root, None)
    assert (aside.reply_to_id, aside.thread_id) == (None, root)
    assert there.headers["Location"] == f"{address(room, root)}#message-{aside.pk}"


def test_a_stranger_learns_nothing(
    room: Room, alice: Person, charlie: Person, client_of: SignIn, say: Say
) -> None:
    message_id, client = say(alice, "between us"), client_of(charlie)
    for page in (address(room, message_id), f"/rooms/{room.code}/pinned/"):
        answer = client.get(page)
        assert answer.status_code in (403, 404)
        assert "between us" not in answer.content.decode()
    assert "between us" not in client.get("/search/", {"q": "between"}).content.decode()


def test_nobody_else_changes_it(
    room: Room, alice: Person, bob: Person, client_of: SignIn, say: Say
) -> None:
    message_id, client = say(alice, "mine"), client_of(bob)
    for form in ({"do": "edit", "content": "his"}, {"do": "delete"}, {"do": "pin"}, {"do": "?"}):
        client.post(address(room, message_id), form)
    message = Message.objects.get(pk=message_id)
    assert (message.content, message.deleted, message.pinned) == ("mine", False, False)


def test_a_message_is_not_found_under_another_room(
    room: Room, alice: Person, client_of: SignIn, say: Say
) -> None:
    from virtualcafe.rooms.actions import open_room

    message_id = say(alice, "here")
    other = open_room(alice, name="Elsewhere", now=clock.now())
    assert client_of(alice).get(address(other, message_id)).status_code == 404


def test_the_pins_are_a_page(room: Room, alice: Person, client_of: SignIn, say: Say) -> None:
    client = client_of(alice)
    assert "Nothing is pinned yet" in client.get(f"/rooms/{room.code}/pinned/").content.decode()
    message_id = say(alice, "exam on Friday")
    pin_message(alice, message_id, on=True, now=clock.now())
    html = client.get(f"/rooms/{room.code}/pinned/").content.decode()
    assert "exam on Friday" in html
    assert f"/rooms/{room.code}/?message={message_id}" in html


def test_what_was_found_is_marked(
    room: Room, alice: Person, bob: Person, client_of: SignIn, say: Say
) -> None:
    message_id = say(alice, "the <b>Proof</b> is left to the reader")
    client = client_of(bob)
    html = client.get("/search/", {"q": "proof"}).content.decode()
    assert "the &lt;b&gt;<mark>Proof</mark>&lt;/b&gt; is left" in html
    assert f'href="/rooms/{room.code}/?message={message_id}"' in html
    assert room.name in html
    assert "Nothing was said" in client.get("/search/", {"q": "tea"}).content.decode()
    assert client.get("/search/", {"q": "x" * 200}).status_code == 200


def test_a_link_to_a_message_opens_the_page_around_it(
    room: Room, alice: Person, client_of: SignIn, say: Say
) -> None:
    first = say(alice, "the very first")
    for number in range(60):
        say(alice, f"line {number}.")
    client = client_of(alice)
    assert "the very first" not in client.get(f"/rooms/{room.code}/").content.decode()
    html = client.get(f"/rooms/{room.code}/", {"message": first}).content.decode()
    assert "the very first" in html
    assert f'data-at="{first}"' in html
    assert "data-newer" in html
    for nothing in ("999999", "one", "²"):
        html = client.get(f"/rooms/{room.code}/", {"message": nothing}).content.decode()
        assert "line 59." in html


def test_replies_in_threads_are_not_in_the_log(
    room: Room, alice: Person, client_of: SignIn, say: Say
) -> None:
    root = say(alice, "question")
    say(alice, "whispered", thread=root)
    html = client_of(alice).get(f"/rooms/{room.code}/").content.decode()
    assert "whispered" not in html
    assert "1 reply" in html

"""Answering a message, and threads under one."""

from __future__ import annotations

import pytest

from tests.chat.cast import post, said
from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.chat import wire
from virtualcafe.chat.actions import delete_message, post_message
from virtualcafe.lib.errors import BadRequest
from virtualcafe.rooms import actions as room_actions
from virtualcafe.rooms.models import Room


def test_an_answer_shows_what_it_answers(alice: Person, bob: Person, room: Room) -> None:
    first = said(alice, room, "What   is\n\na monad? " + "Really. " * 30)
    [told] = wire.message_objects([said(bob, room, "A monoid", reply_to=first.pk)])
    reply = told["reply_to"]
    assert reply is not None
    assert (reply["id"], reply["sender"]["username"]) == (first.pk, "alice")
    assert reply["excerpt"].startswith("What is a monad? Really.")
    assert len(reply["excerpt"]) <= 120
    assert reply["excerpt"].endswith("…")


def test_a_thread_is_counted_without_what_was_deleted(
    alice: Person, bob: Person, room: Room
) -> None:
    root = said(alice, room, "Root")
    replies = [said(bob, room, f"{n}", thread=root.pk) for n in range(3)]
    delete_message(bob, replies[0].pk, now=NOON)
    assert wire.message_objects([root])[0]["thread_count"] == 2


@pytest.mark.parametrize("way", ["reply_to", "thread"])
def test_it_must_stand_in_the_same_room(alice: Person, room: Room, way: str) -> None:
    other = room_actions.open_room(alice, name="Other", now=NOON)
    elsewhere = said(alice, other)
    with pytest.raises(BadRequest):
        post_message(post(alice, room)._replace(**{way: elsewhere.pk}), now=NOON)


@pytest.mark.parametrize("way", ["reply_to", "thread"])
def test_it_must_be_there(alice: Person, room: Room, way: str) -> None:
    gone = said(alice, room)
    delete_message(alice, gone.pk, now=NOON)
    for pk in (gone.pk, gone.pk + 1_000, 0):
        with pytest.raises(BadRequest):
            post_message(post(alice, room)._replace(**{way: pk}), now=NOON)


def test_a_thread_hangs_under_no_thread(alice: Person, room: Room) -> None:
    inner = said(alice, room, thread=said(alice, room).pk)
    with pytest.raises(BadRequest):
        post_message(post(alice, room, thread=inner.pk), now=NOON)
    assert said(alice, room, reply_to=inner.pk, thread=inner.thread_id).reply_to == inner


def test_an_answer_outlives_what_it_answers(alice: Person, bob: Person, room: Room) -> None:
    root = said(bob, room, "Root")
    answer = said(alice, room, "Mine", reply_to=root.pk, thread=root.pk)
    bob.delete()
    answer.refresh_from_db()
    assert (answer.content, answer.reply_to, answer.thread) == ("Mine", None, None)

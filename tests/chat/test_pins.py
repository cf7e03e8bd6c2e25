"""Pins: the host puts up what everybody should find again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.chat.cast import hearing, said
from tests.conftest import NOON, make_person
from virtualcafe.accounts.models import Person
from virtualcafe.chat import actions, selectors, wire
from virtualcafe.chat.actions.pin import MOST_PINNED
from virtualcafe.chat.models import Message
from virtualcafe.lib.errors import BadRequest, Forbidden, NotFound
from virtualcafe.realtime import log
from virtualcafe.rooms import actions as room_actions
from virtualcafe.rooms.models import Room

OnCommit = Callable[..., Any]


def pin(person: Person, message: Message) -> int:
    return actions.pin_message(person, message.pk, on=True, now=NOON)


def unpin(person: Person, message: Message) -> int:
    return actions.pin_message(person, message.pk, on=False, now=NOON)


def pinned(room: Room) -> list[int]:
    found = selectors.history(room.stream_id, pinned=True)
    return [message["id"] for message in found.messages]


def test_everybody_is_told(
    alice: Person, bob: Person, room: Room, django_capture_on_commit_callbacks: OnCommit
) -> None:
    message = said(bob, room, "Exam on Friday")
    with hearing() as heard, django_capture_on_commit_callbacks(execute=True):
        up = pin(alice, message)
        down = unpin(alice, message)
    assert [(frame["type"], frame["seq"]) for frame in heard] == [
        ("message_pinned", up),
        ("message_pinned", down),
    ]
    # Each tells how it is when it is told, which here was after both.
    assert [frame["message"]["pinned"] for frame in heard] == [False, False]  # type: ignore[index]


def test_it_shows_on_the_message_and_who_did_it(alice: Person, bob: Person, room: Room) -> None:
    message = said(bob, room)
    pin(alice, message)
    message.refresh_from_db()
    assert (message.pinned_by, message.pinned_at) == (alice, NOON)
    assert wire.message_objects([message])[0]["pinned"] is True


def test_the_list_is_in_the_order_of_the_room(alice: Person, bob: Person, room: Room) -> None:
    first, other, last = (said(bob, room, f"{n}") for n in range(3))
    pin(alice, last)
    pin(alice, first)
    assert pinned(room) == [first.pk, last.pk]
    unpin(alice, last)
    assert pinned(room) == [first.pk]
    assert other.pk not in pinned(room)


def test_the_same_twice_changes_nothing(alice: Person, room: Room) -> None:
    message = said(alice, room)
    top = pin(alice, message)
    assert pin(alice, message) == top == log.top(room.stream_name)
    top = unpin(alice, message)
    assert unpin(alice, message) == top == log.top(room.stream_name)


def test_at_most_fifty(alice: Person, room: Room) -> None:
    messages = [said(alice, room, f"{n}") for n in range(MOST_PINNED + 1)]
    for message in messages[:MOST_PINNED]:
        pin(alice, message)
    with pytest.raises(BadRequest, match="50"):
        pin(alice, messages[-1])
    unpin(alice, messages[0])
    pin(alice, messages[-1])
    assert len(pinned(room)) == MOST_PINNED


def test_a_deleted_message_comes_down(alice: Person, room: Room) -> None:
    message = said(alice, room)
    pin(alice, message)
    actions.delete_message(alice, message.pk, now=NOON)
    assert pinned(room) == []
    message.refresh_from_db()
    assert (message.pinned_at, message.pinned_by) == (None, None)
    with pytest.raises(NotFound):
        pin(alice, message)


def test_a_member_may_not(alice: Person, bob: Person, room: Room) -> None:
    message = said(bob, room)
    with pytest.raises(Forbidden):
        pin(bob, message)
    pin(alice, message)
    with pytest.raises(Forbidden):
        unpin(bob, message)
    assert pinned(room) == [message.pk]


def test_an_admin_may_where_they_sit(bob: Person, room: Room) -> None:
    admin, message = make_person("ada", role=Person.Role.ADMIN), said(bob, room)
    with pytest.raises(NotFound):
        pin(admin, message)
    room_actions.seat(admin, room, now=NOON)
    pin(admin, message)
    assert pinned(room) == [message.pk]


def test_in_the_lounge_admins_do(alice: Person, bob: Person) -> None:
    message = said(bob, room_actions.open_lounge(now=NOON))
    with pytest.raises(Forbidden):
        pin(alice, message)
    pin(make_person("ada", role=Person.Role.ADMIN), message)


def test_a_stranger(alice: Person, charlie: Person, room: Room) -> None:
    message = said(alice, room)
    with pytest.raises(NotFound):
        pin(charlie, message)

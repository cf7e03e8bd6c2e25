"""Editing and deleting: who may, what the others are told, and what a replay tells afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from tests.chat.cast import hearing, post, said
from tests.conftest import NOON, make_person
from virtualcafe.accounts.models import Person
from virtualcafe.chat.actions import delete_message, edit_message, post_message
from virtualcafe.chat.models import Message
from virtualcafe.lib.errors import BadRequest, CafeError, Forbidden, Muted, NotFound, TooLarge
from virtualcafe.realtime import log
from virtualcafe.realtime.models import Event
from virtualcafe.rooms import actions as room_actions
from virtualcafe.rooms.models import Membership, Room

LATER = NOON + timedelta(minutes=1)
Change = Callable[[Person, Message], int]
OnCommit = Callable[..., Any]


def edit(person: Person, message: Message) -> int:
    return edit_message(person, message.pk, content="Other *words*", now=LATER)


def delete(person: Person, message: Message) -> int:
    return delete_message(person, message.pk, now=LATER)


def replayed(room: Room) -> list[dict[str, Any]]:
    entries = log.read(room.stream_name, after=0, limit=100)
    return [frame for each in entries if "message" in (frame := msgspec.json.decode(each.frame))]


def test_an_edit_renders_anew_and_keeps_its_place(
    bob: Person, room: Room, django_capture_on_commit_callbacks: OnCommit
) -> None:
    message = said(bob, room, "Words")
    with hearing() as heard, django_capture_on_commit_callbacks(execute=True):
        seq = edit(bob, message)
    message.refresh_from_db()
    assert (message.content, message.html) == ("Other *words*", "<p>Other <em>words</em></p>")
    assert (message.edited_at, message.created_at) == (LATER, NOON)
    assert seq == log.top(room.stream_name) == message.seq + 1
    [frame] = heard
    assert (frame["type"], frame["seq"]) == ("message_edited", seq)
    assert frame["message"]["content"] == "Other *words*"  # type: ignore[index]
    assert frame["message"]["seq"] == message.seq  # type: ignore[index]


def test_a_deleted_message_keeps_its_place_and_nothing_else(
    bob: Person, room: Room, django_capture_on_commit_callbacks: OnCommit
) -> None:
    message = said(bob, room, "My number is 555")
    with hearing() as heard, django_capture_on_commit_callbacks(execute=True):
        seq = delete(bob, message)
    message.refresh_from_db()
    assert (message.content, message.html, message.deleted_at) == ("", "", LATER)
    assert bytes(message.digest) == b""
    [frame] = heard
    assert (frame["type"], frame["seq"]) == ("message_deleted", seq)
    assert frame["message"]["deleted"] is True  # type: ignore[index]
    assert frame["message"]["content"] == frame["message"]["html"] == ""  # type: ignore[index]


def test_a_replay_never_tells_what_was_deleted(alice: Person, bob: Person, room: Room) -> None:
    """The posting, the edit, the deletion and an answer are read again by who was away."""
    message = said(bob, room, "My number is 555")
    edit_message(bob, message.pk, content="My number is 556", now=LATER)
    said(alice, room, "Thanks", reply_to=message.pk)
    delete(bob, message)
    frames = replayed(room)
    assert [frame["type"] for frame in frames] == [
        "chat_message",
        "message_edited",
        "chat_message",
        "message_deleted",
    ]
    assert b"My number" not in b"".join(
        entry.frame for entry in log.read(room.stream_name, after=0, limit=100)
    )
    assert frames[2]["message"]["reply_to"]["excerpt"] == ""
    assert not Event.objects.filter(data__icontains="number").exists()


def test_a_replay_tells_what_was_edited_as_it_is_now(bob: Person, room: Room) -> None:
    edit(bob, said(bob, room, "Words"))
    assert [frame["message"]["content"] for frame in replayed(room)] == ["Other *words*"] * 2


def test_a_replay_of_a_message_whose_sender_is_gone(alice: Person, bob: Person, room: Room) -> None:
    kept, lost = said(alice, room, "Kept"), said(bob, room, "Lost")
    bob.delete()
    assert [(frame["message"]["id"], frame["message"]["deleted"]) for frame in replayed(room)] == [
        (kept.pk, False),
        (lost.pk, True),
    ]


def test_a_page_of_events_costs_few_queries(
    alice: Person, bob: Person, room: Room, django_assert_num_queries: OnCommit
) -> None:
    first = said(alice, room, "First")
    for n in range(20):
        said(bob, room, f"{n}", reply_to=first.pk, thread=first.pk)
    with django_assert_num_queries(5):
        replayed(room)


def test_the_host_may_delete_what_others_said(alice: Person, bob: Person, room: Room) -> None:
    message = said(bob, room)
    delete(alice, message)
    message.refresh_from_db()
    assert message.deleted


def test_an_admin_may_delete_where_they_sit(bob: Person, room: Room) -> None:
    admin = make_person("ada", role=Person.Role.ADMIN)
    room_actions.seat(admin, room, now=NOON)
    message = said(bob, room)
    delete(admin, message)
    message.refresh_from_db()
    assert message.deleted


def test_in_the_lounge_admins_moderate(alice: Person, bob: Person) -> None:
    lounge = room_actions.open_lounge(now=NOON)
    message = said(bob, lounge)
    with pytest.raises(Forbidden):
        delete(alice, message)
    delete(make_person("ada", role=Person.Role.ADMIN), message)


def test_the_host_may_not_put_words_into_mouths(alice: Person, bob: Person, room: Room) -> None:
    with pytest.raises(Forbidden):
        edit(alice, said(bob, room))


@pytest.mark.parametrize("change", [edit, delete])
def test_a_member_may_not_change_what_others_said(
    alice: Person, bob: Person, room: Room, change: Change
) -> None:
    with pytest.raises(Forbidden):
        change(bob, said(alice, room))


@pytest.mark.parametrize("change", [edit, delete])
@pytest.mark.parametrize("public", [True, False])
def test_a_stranger_learns_nothing(
    bob: Person, charlie: Person, room: Room, change: Change, *, public: bool
) -> None:
    message = said(bob, room)
    Room.objects.filter(pk=room.pk).update(public=public)
    with pytest.raises(NotFound):
        change(charlie, message)


@pytest.mark.parametrize("change", [edit, delete])
def test_who_left_may_change_nothing_any_more(bob: Person, room: Room, change: Change) -> None:
    message = said(bob, room)
    room_actions.leave(bob, room, now=NOON)
    with pytest.raises(NotFound):
        change(bob, message)


@pytest.mark.parametrize("change", [edit, delete])
def test_what_is_deleted_stays_deleted(bob: Person, room: Room, change: Change) -> None:
    message = said(bob, room)
    delete(bob, message)
    with pytest.raises(NotFound):
        change(bob, message)


@pytest.mark.parametrize("change", [edit, delete])
def test_a_message_that_never_was(bob: Person, change: Change) -> None:
    with pytest.raises(NotFound):
        change(bob, Message(pk=424_242))


def test_the_muted_may_delete_and_not_edit(bob: Person, room: Room) -> None:
    message = said(bob, room)
    Membership.objects.filter(person=bob).update(muted_until=LATER + timedelta(hours=1))
    with pytest.raises(Muted):
        edit(bob, message)
    delete(bob, message)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [("", BadRequest), (" ", BadRequest), ("\x00", BadRequest), ("x" * 4_001, TooLarge)],
)
def test_words_that_cannot_be_said(
    bob: Person, room: Room, content: str, refusal: type[CafeError]
) -> None:
    message = said(bob, room, "Before")
    with pytest.raises(refusal):
        edit_message(bob, message.pk, content=content, now=LATER)
    message.refresh_from_db()
    assert (message.content, message.edited_at) == ("Before", None)


def test_the_first_body_still_answers_after_an_edit(bob: Person, room: Room) -> None:
    """A client that never heard the answer sends again what it sent, not what it became."""
    sent = post(bob, room, "Words")
    first = post_message(sent, now=NOON)
    edit_message(bob, first.message_id, content="Others", now=LATER)
    assert post_message(sent, now=LATER) == first._replace(duplicate=True)

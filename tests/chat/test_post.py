"""Posting a message: numbered, stored, rendered, told; and everything that is refused."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.chat.cast import hearing, post, said
from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.chat.actions import Posted, post_message, post_messages
from virtualcafe.chat.models import Message
from virtualcafe.lib.errors import (
    BadRequest,
    CidConflict,
    Forbidden,
    Muted,
    NotFound,
    TooLarge,
    Unauthenticated,
)
from virtualcafe.realtime import log
from virtualcafe.realtime.models import Event
from virtualcafe.rooms import actions as room_actions
from virtualcafe.rooms.models import Membership, Room


def test_a_message_is_stored_numbered_and_rendered(bob: Person, room: Room) -> None:
    top = log.top(room.stream_name)
    posted = post_message(post(bob, room, "Hello *there*"), now=NOON)
    message = Message.objects.get()
    assert posted == Posted(message.pk, top + 1, duplicate=False)
    assert (message.sender, message.stream, message.seq) == (bob, room.stream, top + 1)
    assert message.content == "Hello *there*"
    assert message.html == "<p>Hello <em>there</em></p>"
    assert message.created_at == NOON
    assert log.top(room.stream_name) == top + 1


def test_its_event_keeps_a_reference_and_tells_the_message(
    bob: Person, room: Room, django_capture_on_commit_callbacks: object
) -> None:
    with hearing() as heard, django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        message = said(bob, room, "Hi")
    event = Event.objects.get(stream=room.stream, seq=message.seq)
    assert (event.type, event.data) == ("chat_message", {"message_id": message.pk})
    [frame] = [each for each in heard if each["type"] == "chat_message"]
    assert frame["stream"] == room.stream_name
    assert frame["seq"] == message.seq
    assert frame["message"] == {
        "id": message.pk,
        "stream": room.stream_name,
        "seq": message.seq,
        "sender": {"id": bob.pk, "username": "bob", "avatar_url": None, "level": 1},
        "cid": str(message.cid),
        "content": "Hi",
        "html": "<p>Hi</p>",
        "reply_to": None,
        "thread": None,
        "thread_count": 0,
        "reactions": [],
        "attachments": [],
        "created_at": "2026-03-04T12:00:00.000Z",
        "edited_at": None,
        "deleted": False,
        "pinned": False,
    }


def test_what_is_broadcast_is_what_is_replayed(
    alice: Person, bob: Person, room: Room, django_capture_on_commit_callbacks: object
) -> None:
    first = said(alice, room, "What is a monad?")
    with hearing() as heard, django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        post_messages(
            [post(bob, room, "A monoid", reply_to=first.pk), post(alice, room, "`x <- m`")],
            now=NOON,
        )
    replayed = log.read(room.stream_name, after=first.seq, limit=10)
    told = [each for each in heard if each["type"] == "chat_message"]
    assert [log.frames.msgspec.json.decode(entry.frame) for entry in replayed] == [
        {key: value for key, value in each.items() if key != "to"} for each in told
    ]


def test_the_same_again_answers_with_the_first(bob: Person, room: Room) -> None:
    sent = post(bob, room, "Once")
    first = post_message(sent, now=NOON)
    again = post_message(sent, now=NOON + timedelta(minutes=1))
    assert again == Posted(first.message_id, first.seq, duplicate=True)
    assert log.top(room.stream_name) == first.seq
    assert Message.objects.count() == 1


def test_the_same_cid_with_another_body_conflicts(bob: Person, room: Room) -> None:
    cid = uuid4()
    said(bob, room, "Once", cid=cid)
    with pytest.raises(CidConflict):
        post_message(post(bob, room, "Twice", cid=cid), now=NOON)
    assert Message.objects.get().content == "Once"


def test_two_people_may_use_the_same_cid(alice: Person, bob: Person, room: Room) -> None:
    cid = uuid4()
    said(alice, room, cid=cid)
    said(bob, room, cid=cid)
    assert Message.objects.filter(cid=cid).count() == 2


def test_twice_in_one_batch(bob: Person, room: Room) -> None:
    cid = uuid4()
    top = log.top(room.stream_name)
    first, again, other = post_messages(
        [
            post(bob, room, "A", cid=cid),
            post(bob, room, "A", cid=cid),
            post(bob, room, "B", cid=cid),
        ],
        now=NOON,
    )
    assert isinstance(first, Posted)
    assert again == Posted(first.message_id, first.seq, duplicate=True)
    assert isinstance(other, CidConflict)
    assert log.top(room.stream_name) == top + 1


def test_a_refused_one_leaves_no_gap(bob: Person, charlie: Person, room: Room) -> None:
    top = log.top(room.stream_name)
    outcomes = post_messages(
        [
            post(bob, room, "1"),
            post(charlie, room, "no"),
            post(bob, room, " "),
            post(bob, room, "2"),
        ],
        now=NOON,
    )
    assert [getattr(each, "seq", type(each)) for each in outcomes] == [
        top + 1,
        Forbidden,
        BadRequest,
        top + 2,
    ]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        ("", BadRequest),
        (" \n\t ", BadRequest),
        ("a\x00b", BadRequest),
        ("\ud800", BadRequest),
        ("x" * 4_001, TooLarge),
    ],
)
def test_what_cannot_be_said(
    bob: Person, room: Room, content: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        post_message(post(bob, room, content), now=NOON)


def test_four_thousand_characters_fit(bob: Person, room: Room) -> None:
    assert said(bob, room, "😀" * 4_000).content == "😀" * 4_000


def test_a_stranger_may_not_post(charlie: Person, room: Room) -> None:
    with pytest.raises(Forbidden):
        post_message(post(charlie, room), now=NOON)


def test_a_private_room_is_not_there_for_a_stranger(charlie: Person, room: Room) -> None:
    Room.objects.filter(pk=room.pk).update(public=False)
    with pytest.raises(NotFound):
        post_message(post(charlie, room), now=NOON)


@pytest.mark.parametrize("stream", ["room:NOROOM", "user:1", "private:1", "room:", "", "x" * 300])
def test_a_stream_that_is_no_room(bob: Person, room: Room, stream: str) -> None:
    with pytest.raises(NotFound):
        post_message(post(bob, room)._replace(stream=stream), now=NOON)


def test_who_was_kicked_may_not_send_again_what_stood(
    alice: Person, bob: Person, room: Room
) -> None:
    sent = post(bob, room)
    post_message(sent, now=NOON)
    room_actions.kick(room, bob.pk, by=alice, now=NOON)
    with pytest.raises(Forbidden):
        post_message(sent, now=NOON)


def test_muted(bob: Person, room: Room) -> None:
    sent = post(bob, room, "Before")
    first = post_message(sent, now=NOON)
    Membership.objects.filter(person=bob).update(muted_until=NOON + timedelta(hours=1))
    with pytest.raises(Muted):
        post_message(post(bob, room), now=NOON)
    assert post_message(sent, now=NOON) == first._replace(duplicate=True)
    assert post_message(post(bob, room), now=NOON + timedelta(hours=2)).seq == first.seq + 1


def test_a_person_who_is_no_more(bob: Person, room: Room) -> None:
    lounge = room_actions.open_lounge(now=NOON)
    with pytest.raises(Unauthenticated):
        post_message(post(bob, lounge)._replace(person_id=bob.pk + 1_000), now=NOON)


def test_a_batch_costs_the_same_queries_whatever_its_size(
    alice: Person, bob: Person, room: Room, django_assert_max_num_queries: object
) -> None:
    first = said(alice, room)
    for size in (1, 40):
        with django_assert_max_num_queries(13):  # type: ignore[operator]
            post_messages([post(bob, room, reply_to=first.pk) for _ in range(size)], now=NOON)


@pytest.mark.parametrize(
    "content",
    [
        "it's",
        '"quoted"',
        "back\\slash",
        "\\x00",
        "100 %s %%",
        "línea\u2028😀",
        "null",
        "a\tb\r\nc",
        "\x01",
    ],
)
def test_what_was_typed_is_kept_to_the_letter(bob: Person, room: Room, content: str) -> None:
    assert said(bob, room, content).content == content

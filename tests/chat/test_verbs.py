"""What a socket says about messages, and what it is answered."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from tests.chat.cast import said
from virtualcafe.accounts.models import Person
from virtualcafe.chat import limits
from virtualcafe.chat.models import Message, ReadMark
from virtualcafe.lib.errors import BadRequest, Forbidden, NotFound, RateLimited, Unauthenticated
from virtualcafe.lib.rates import Rates
from virtualcafe.realtime import log
from virtualcafe.realtime.verbs import Caller, verbs
from virtualcafe.rooms.models import Room


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """No time passes between two messages, however slow the machine."""
    monkeypatch.setattr(limits, "messages", Rates(clock=lambda: 1_000.0))


def caller(person: Person, *streams: str) -> Caller:
    return Caller(person.pk, f"socket of {person}", frozenset(streams))


def frame(kind: str, **fields: object) -> Any:
    return verbs[kind].decoder.decode(json.dumps({"type": kind, **fields}))


def ask(kind: str, person: Person, **fields: object) -> Any:
    run = verbs[kind].run
    assert run is not None
    return run(caller(person), frame(kind, **fields))


def post(*frames: tuple[Person, dict[str, object]]) -> list[Any]:
    together = verbs["chat_message"].post
    assert together is not None
    return together([(caller(person), frame("chat_message", **sent)) for person, sent in frames])


def sent(room: Room, content: str = "Hello", **fields: object) -> dict[str, object]:
    return {"stream": room.stream_name, "cid": str(uuid4()), "content": content, **fields}


def test_many_frames_are_answered_in_their_order(
    alice: Person, bob: Person, charlie: Person, room: Room
) -> None:
    top = log.top(room.stream_name)
    again = sent(room, "Again")
    answers = post(
        (alice, sent(room)),
        (charlie, sent(room)),
        (bob, again),
        (bob, sent(room, attachments=[7])),
        (bob, sent(room, attachments=[])),
        (bob, again),
    )
    messages = list(Message.objects.order_by("seq"))
    assert answers[0] == {"message_id": messages[0].pk, "seq": top + 1, "duplicate": False}
    assert isinstance(answers[1], Forbidden)
    assert answers[2] == {"message_id": messages[1].pk, "seq": top + 2, "duplicate": False}
    assert isinstance(answers[3], BadRequest)
    assert answers[4]["seq"] == top + 3
    assert answers[5] == answers[2] | {"duplicate": True}
    assert len(messages) == 3


@pytest.mark.parametrize(
    "fields",
    [
        {"cid": "x"},
        {"cid": None},
        {"content": 5},
        {"stream": None},
        {"reply_to": -1},
        {"reply_to": 2**64},
        {"reply_to": "1"},
        {"attachments": {}},
    ],
)
def test_a_frame_of_the_wrong_shape(room: Room, fields: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        frame("chat_message", **{**sent(room), **fields})


def test_the_eleventh_is_too_fast_and_the_others_are_not_held_up(
    alice: Person, bob: Person, room: Room
) -> None:
    answers = post(*[(bob, sent(room)) for _ in range(11)], (alice, sent(room)))
    assert [isinstance(answer, dict) for answer in answers] == [True] * 10 + [False, True]
    assert isinstance(answers[10], RateLimited)
    assert answers[10].extra == {"retry_after": 1}


def test_zero_lifts_the_limit(bob: Person, room: Room, settings: Any) -> None:
    settings.CAFE_LIMITS = settings.CAFE_LIMITS | {"MESSAGES_PER_5S": 0}
    assert all(isinstance(answer, dict) for answer in post(*[(bob, sent(room))] * 30))


def test_editing_and_deleting_answer_with_the_seq(bob: Person, room: Room) -> None:
    message = said(bob, room)
    top = log.top(room.stream_name)
    assert ask("edit_message", bob, message_id=message.pk, content="New") == {"seq": top + 1}
    assert ask("delete_message", bob, message_id=message.pk) == {"seq": top + 2}
    with pytest.raises(NotFound):
        ask("delete_message", bob, message_id=message.pk)


def test_an_edit_counts_as_a_message(bob: Person, room: Room) -> None:
    """It costs as much: rendered by the server, told to everybody."""
    message = said(bob, room)
    for _ in range(10):
        ask("edit_message", bob, message_id=message.pk, content="New")
    with pytest.raises(RateLimited):
        ask("edit_message", bob, message_id=message.pk, content="Newer")


def test_somebody_who_was_deactivated(bob: Person, room: Room) -> None:
    message = said(bob, room)
    Person.objects.filter(pk=bob.pk).update(is_active=False)
    with pytest.raises(Unauthenticated):
        ask("edit_message", bob, message_id=message.pk, content="New")


def test_reading_answers_with_what_is_left(alice: Person, bob: Person, room: Room) -> None:
    seqs = [said(bob, room).seq for _ in range(3)]
    assert ask("read", alice, stream=room.stream_name, seq=seqs[0]) == {"unread": 2}
    assert ReadMark.objects.get().seq == seqs[0]


def test_reading_where_one_does_not_sit(charlie: Person, room: Room) -> None:
    with pytest.raises(Forbidden):
        ask("read", charlie, stream=room.stream_name, seq=1)
    Room.objects.filter(pk=room.pk).update(public=False)
    for stream in (room.stream_name, "room:NOROOM", f"user:{charlie.pk}", "x"):
        with pytest.raises(NotFound):
            ask("read", charlie, stream=stream, seq=1)
    assert not ReadMark.objects.exists()

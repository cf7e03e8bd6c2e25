"""Bad frames get a clear answer and the connection lives; a broken client is told to stop."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.realtime import frames
from virtualcafe.rooms import actions

from .conftest import Cafe, Desk


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("not json", "bad_request"),
        ("[]", "bad_request"),
        ("{}", "bad_request"),
        ('{"type": 5}', "bad_request"),
        ('{"type": "subscribe"}', "bad_request"),
        ('{"type": "subscribe", "stream": "a", "since": "x"}', "bad_request"),
        ('{"type": "subscribe", "stream": "room:\\u0000"}', "bad_request"),
        ('{"type": "subscribe", "stream": "room:%s"}' % ("A" * 60), "bad_request"),
        ('{"type": "teleport", "id": 1}', "unknown_type"),
        (b"\x00\x01", "bad_request"),
        ('{"type": "subscribe", "stream": %s}' % ("[" * 30_000 + "]" * 30_000), "bad_request"),
        (json.dumps({"type": "x" * 70_000}), "too_large"),
    ],
)
def test_a_wrong_frame_is_answered_and_the_connection_lives(
    cafe: Cafe, alice: Person, text: str | bytes, code: str
) -> None:
    client = cafe.connect(alice)
    client.raw.send(text)
    answer = client.next()
    assert (answer["type"], answer["code"]) == ("error", code)
    assert answer["detail"]
    assert client.ask(type="unsubscribe", stream="user")["type"] == "ok"


def test_the_id_is_echoed_on_answers_and_errors(cafe: Cafe, alice: Person) -> None:
    client = cafe.connect(alice)
    client.send(type="teleport", id="a-string")
    assert client.next()["id"] == "a-string"
    client.send(type="unsubscribe", id=7, stream="user")
    assert client.next() == {"type": "ok", "id": 7}


def test_twenty_wrong_frames_in_a_row_close_with_4400(cafe: Cafe, alice: Person) -> None:
    client = cafe.connect(alice)
    for _ in range(19):
        client.raw.send("nonsense")
    assert client.ask(type="unsubscribe", stream="user")["type"] == "ok"
    for _ in range(20):
        client.raw.send("nonsense")
    assert client.closed_with() == 4400


def test_too_many_frames_are_refused_and_then_closed(cafe: Cafe, alice: Person) -> None:
    client = cafe.connect(alice)
    for _ in range(62):
        client.send(type="unsubscribe", id=1, stream="x:y")
    refused = client.until_type("error")
    assert refused["code"] == "rate_limited"
    assert refused["retry_after"] >= 1
    with suppress(ConnectionClosed):  # it may be over before we are
        for _ in range(200):
            client.send(type="unsubscribe", id=1, stream="x:y")
    assert client.closed_with() == 4429


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, 65_536])
def test_frames_are_framed_as_the_websocket_standard_says(size: int) -> None:
    from websockets.frames import Frame, Opcode

    payload = b"x" * size
    expected = Frame(Opcode.TEXT, payload).serialize(mask=False)
    assert frames.framed(payload) == expected


def test_a_refusal_ends_the_row_of_wrong_frames(cafe: Cafe, desk: Desk, alice: Person) -> None:
    tab = cafe.connect(alice)
    for _ in range(3):
        for _ in range(10):
            assert tab.ask(type="no such verb")["code"] == "unknown_type"
        assert tab.ask(type="subscribe", stream="desk:a")["code"] == "forbidden"


def test_what_a_verb_refuses_is_no_wrong_frame(cafe: Cafe, alice: Person, settings: Any) -> None:
    settings.CAFE_LIMITS = settings.CAFE_LIMITS | {"MESSAGES_PER_5S": 0}
    room = actions.open_room(alice, name="Reading room", now=clock.now())
    tab = cafe.connect(alice)
    said = tab.ask(
        type="chat_message",
        stream=room.stream_name,
        cid="6f9619ff-8b86-4011-b42d-00cf4fc964ff",
        content="hi",
    )
    for _ in range(25):
        again = tab.ask(type="edit_message", message_id=said["message_id"], content=" ")
        assert again["code"] == "bad_request"


def test_a_burst_of_zero_lifts_the_limit(cafe: Cafe, alice: Person, settings: Any) -> None:
    settings.CAFE_LIMITS = settings.CAFE_LIMITS | {"FRAMES_BURST": 0}
    tab = cafe.connect(alice)
    for n in range(50):
        tab.send(type="unsubscribe", stream="x:y", id=n)
    assert [tab.until(lambda frame: "id" in frame)["type"] for _ in range(50)] == ["ok"] * 50

"""Bad frames get a clear answer and the connection lives; a broken client is told to stop."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from websockets.exceptions import ConnectionClosed

from virtualcafe.accounts.models import Person
from virtualcafe.realtime import frames

from .conftest import Cafe


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

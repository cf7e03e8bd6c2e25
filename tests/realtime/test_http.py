"""What strangers can do to HTTP before they are asked anything: little, and not for long."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping
from typing import Any

import pytest

from virtualcafe.realtime import bodies, http
from virtualcafe.realtime.http import MAX_HEAD_BYTES, WholeRequests

from .conftest import PATIENCE, Cafe

Message = dict[str, Any]


class Heard:
    """An application that reads its request, and what the door around it let through."""

    def __init__(self) -> None:
        self.scope: Mapping[str, Any] = {}
        self.body: bytes | None = None
        self.said: list[Message] = []

    async def __call__(self, scope: Mapping[str, Any], receive: Any, send: Any) -> None:
        self.scope, self.body = scope, b""
        more = True
        while more:
            message = await receive()
            self.body += message["body"]
            more = message["more_body"]

    async def send(self, message: Message) -> None:
        self.said.append(message)


def visit(*messages: Message, headers: Any = ()) -> Heard:
    """The door, with a client that sends these and then nothing more."""
    heard, left = Heard(), list(messages)

    async def receive() -> Message:
        if not left:
            await asyncio.Event().wait()
        return left.pop(0)

    scope = {"type": "http", "path": "/", "headers": list(headers)}
    asyncio.run(WholeRequests(heard)(scope, receive, heard.send))
    return heard


def piece(body: bytes, *, last: bool = False) -> Message:
    return {"type": "http.request", "body": body, "more_body": not last}


def test_a_request_is_handed_on_whole() -> None:
    long = b"x" * http.BODY_IN_MEMORY
    assert visit(piece(b"a="), piece(long), piece(b"!", last=True)).body == b"a=" + long + b"!"
    assert visit(piece(b"", last=True)).body == b""


def test_a_slow_sender_holds_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "SECONDS", 0.05)
    heard = visit(piece(b"a="))
    assert heard.body is None
    assert heard.said[0]["status"] == 408


def test_who_goes_away_in_the_middle_is_not_waited_for() -> None:
    heard = visit(piece(b"a="), {"type": "http.disconnect"})
    assert heard.body is None
    assert heard.said == []


def test_of_an_endless_body_only_so_much_is_read_that_it_is_seen_to_be_too_long(
    settings: Any,
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    assert visit(piece(b"x" * 8), piece(b"x" * 8), piece(b"x" * 8)).body == b"x" * 11


def test_a_header_with_an_underscore_passes_for_no_other() -> None:
    """Through WSGI it would read like the one that a trusted proxy vouches for."""
    headers = [(b"x_forwarded_for", b"9.9.9.9"), (b"x-forwarded-for", b"10.0.0.1")]
    heard = visit(piece(b"", last=True), headers=headers)
    assert heard.scope["headers"] == [(b"x-forwarded-for", b"10.0.0.1")]


@pytest.fixture
def hasty(settings: Any) -> None:
    settings.CAFE_LIMITS = {**settings.CAFE_LIMITS, "HANDSHAKE_SECONDS": 1}


@pytest.mark.parametrize("beginning", [b"", b"GET / HTTP/1.1\r\nHost: loc"])
def test_who_never_says_what_they_want_is_let_go(hasty: None, cafe: Cafe, beginning: bytes) -> None:
    with socket.create_connection(("127.0.0.1", cafe.port), PATIENCE) as stranger:
        stranger.sendall(beginning)
        assert stranger.recv(1) == b""


def flood(stranger: socket.socket) -> None:
    for _ in range(100):
        stranger.sendall(b"x" * MAX_HEAD_BYTES)


def test_an_endless_head_is_cut_off(cafe: Cafe) -> None:
    with socket.create_connection(("127.0.0.1", cafe.port), PATIENCE) as stranger:
        stranger.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ")
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            flood(stranger)


def test_the_next_request_on_a_connection_is_answered_too(hasty: None, cafe: Cafe) -> None:
    with socket.create_connection(("127.0.0.1", cafe.port), PATIENCE) as browser:
        for _ in range(2):
            browser.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert browser.recv(4096).startswith(b"HTTP/1.1 200")
        browser.sendall(b"GET /")
        while browser.recv(4096):
            pass

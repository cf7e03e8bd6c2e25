"""Files on their way in and out: what the loop takes over, so that no worker waits."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Mapping
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse

from virtualcafe.realtime import bodies, downloads
from virtualcafe.realtime.downloads import HANDS, WholeAnswers, handed_out
from virtualcafe.realtime.http import FilesInTurn

Message = dict[str, Any]


@pytest.fixture(autouse=True)
def _address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "_rooms", [])
    bodies.takes_files(r"/files/", most=100)


def scope(length: int, *, path: str = "/files/", known: bool = True) -> Mapping[str, Any]:
    headers = [(b"content-length", str(length).encode())]
    headers += [(b"cookie", b"sessionid=x")] if known else []
    return {"method": "POST", "path": path, "headers": headers}


def read(asked: Mapping[str, Any], *pieces: bytes) -> tuple[bool, bytes, int]:
    """Whether it is whole, what was kept of it, and how many pieces were not asked for."""
    left, body = list(pieces), io.BytesIO()

    async def receive() -> Message:
        if not left:
            return {"type": "http.disconnect"}
        piece = left.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(left)}

    whole = asyncio.run(bodies.read(asked, receive, body))
    return whole, body.getvalue(), len(left)


def test_where_files_are_taken_a_body_may_be_long(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    assert read(scope(100), b"x" * 60, b"y" * 40) == (True, b"x" * 60 + b"y" * 40, 0)
    elsewhere = read(scope(100, path="/elsewhere/"), b"x" * 60, b"y" * 40)
    assert elsewhere == (True, b"x" * 11, 1)


def test_from_a_stranger_it_may_not(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    assert read(scope(100, known=False), b"x" * 60, b"y" * 40) == (True, b"x" * 11, 1)


def test_one_that_says_less_than_it_sends_is_cut() -> None:
    assert read(scope(5), b"x" * 90, b"x" * 90) == (True, b"x" * 101, 0)


def test_one_a_little_too_long_is_heard_and_dropped() -> None:
    assert read(scope(150), b"x" * 90, b"x" * 60) == (True, b"", 0)


def test_one_far_too_long_is_not_heard_to_the_end() -> None:
    assert read(scope(9_000), *[b"x" * 100] * 90) == (True, b"", 86)


def test_a_sender_who_goes_away() -> None:
    assert read(scope(100)) == (False, b"", 0)


class Reader:
    """A client that takes what it is sent, or stops after some messages."""

    def __init__(self, *, stops_after: int = 10**6) -> None:
        self.heard: list[Message] = []
        self.stops_after = stops_after

    async def send(self, message: Message) -> None:
        if len(self.heard) == self.stops_after:
            await asyncio.Event().wait()
        self.heard.append(message)


def fetch(file: io.BytesIO, length: int, reader: Reader) -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        request = HttpRequest()
        request.method = "GET"
        request.META["asgi.scope"] = scope
        response = handed_out(request, file, length=length)
        assert isinstance(response, HttpResponse)
        assert response["Content-Length"] == str(length)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    asyncio.run(WholeAnswers(app)({"type": "http"}, None, reader.send))  # type: ignore[arg-type]


def test_a_file_is_sent_after_the_view_is_done() -> None:
    file, reader = io.BytesIO(b"x" * downloads.CHUNK + b"rest and more"), Reader()
    fetch(file, downloads.CHUNK + 4, reader)
    assert [message["type"] for message in reader.heard] == [
        "http.response.start",
        *["http.response.body"] * 2,
    ]
    assert reader.heard[1]["body"] == b"x" * downloads.CHUNK
    assert reader.heard[2] == {"type": "http.response.body", "body": b"rest", "more_body": False}
    assert file.closed


def test_a_reader_who_stops_reading_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "STALLED_SECONDS", 0.01)
    file = io.BytesIO(b"x" * 3 * downloads.CHUNK)
    with pytest.raises(TimeoutError):
        fetch(file, 3 * downloads.CHUNK, Reader(stops_after=2))
    assert file.closed


def test_an_answer_without_a_file_passes() -> None:
    reader = Reader()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        assert HANDS in scope
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    asyncio.run(WholeAnswers(app)({"type": "http"}, None, reader.send))  # type: ignore[arg-type]
    assert [message["type"] for message in reader.heard] == [
        "http.response.start",
        "http.response.body",
    ]


def test_senders_who_dawdle_keep_nobody_from_sending(monkeypatch: pytest.MonkeyPatch) -> None:
    """From one address, with a cookie that nobody looked at."""
    monkeypatch.setattr(bodies, "_turns", asyncio.Semaphore(bodies.FILES_AT_ONCE))

    async def never() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def at_once() -> Message:
        return {"type": "http.request", "body": b"x" * 100, "more_body": False}

    async def story() -> bool:
        theirs = {**scope(100), "client": ("192.0.2.1", 5000)}
        dawdling = [
            asyncio.create_task(bodies.read(theirs, never, io.BytesIO()))
            for _ in range(bodies.FILES_AT_ONCE)
        ]
        await asyncio.sleep(0)
        try:
            async with asyncio.timeout(2):
                mine = {**scope(100), "client": ("192.0.2.2", 5000)}
                return await bodies.read(mine, at_once, io.BytesIO())
        finally:
            for each in dawdling:
                each.cancel()

    assert asyncio.run(story())


def test_a_few_files_are_worked_on_at_once_and_nobody_else_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bodies, "_in_work", asyncio.Semaphore(bodies.FILES_IN_WORK))
    begun: list[str] = []

    async def story() -> None:
        over = asyncio.Event()

        async def app(asked: Any, receive: Any, send: Any) -> None:
            begun.append(asked["path"])
            await over.wait()

        door = FilesInTurn(app)
        asked = [scope(100)] * 8 + [scope(100, path="/login/")]
        tasks = [asyncio.create_task(door(each, None, None)) for each in asked]  # type: ignore[arg-type]
        await asyncio.sleep(0.1)
        assert sorted(begun) == ["/files/"] * bodies.FILES_IN_WORK + ["/login/"]
        over.set()
        await asyncio.gather(*tasks)

    asyncio.run(story())
    assert begun.count("/files/") == 8

"""HTTP before Django: strangers who are slow, endless or clever cost a socket, never a worker."""

from __future__ import annotations

import asyncio
import tempfile
from asyncio.events import TimerHandle
from collections.abc import Awaitable, Callable, Mapping
from typing import IO, Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from virtualcafe.realtime import bodies
from virtualcafe.realtime.limits import MAX_READ_BYTES, limit
from virtualcafe.realtime.outlet import Send

Receive = Callable[[], Awaitable[Mapping[str, Any]]]
App = Callable[[Any, Any, Any], Awaitable[None]]

#: A head is a few kilobytes; what comes with it in one read may hold the beginning of a body.
MAX_HEAD_BYTES = 2 * MAX_READ_BYTES
#: More of a body than this waits on disk.
BODY_IN_MEMORY = 64 * 1024


class PatientButNotForever(HttpToolsProtocol):
    """A connection has `CAFE_HANDSHAKE_SECONDS` to say what it wants, each time anew. uvicorn alone
    waits forever, and keeps a head of any length."""

    _waiting: TimerHandle | None = None
    _heard = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._waiting is not None:
            self._heard += len(data)
            if self._heard > MAX_HEAD_BYTES:
                self.transport.close()
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        self._wait()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        super().on_headers_complete()

    def _wait(self) -> None:
        self._stop_waiting()
        seconds = limit("HANDSHAKE_SECONDS")
        if seconds is not None:
            self._waiting = self.loop.call_later(seconds, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting, self._heard = None, 0


class WholeRequests:
    """Hands on a request once all of it is there: a worker thread that waits for a slow sender is
    missing to everybody else, and there are few."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        with tempfile.SpooledTemporaryFile(BODY_IN_MEMORY) as body:
            try:
                whole = await bodies.read(scope, receive, body)
            except TimeoutError:
                await _give_up(send)
                return
            if whole:
                body.seek(0)
                await self._app(_plain(scope), _from(body, receive), send)


class FilesInTurn:
    """Around Django alone: files that want to be looked at wait here, and not in a worker."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        async with bodies.turn_to_work(scope):
            await self._app(scope, receive, send)


def _from(body: IO[bytes], receive: Receive) -> Receive:
    over = False

    async def again() -> Mapping[str, Any]:
        nonlocal over
        if over:
            return await receive()
        chunk = body.read(BODY_IN_MEMORY)
        over = len(chunk) < BODY_IN_MEMORY
        return {"type": "http.request", "body": chunk, "more_body": not over}

    return again


def _plain(scope: Mapping[str, Any]) -> dict[str, Any]:
    """WSGI writes `X_Forwarded_For` and `X-Forwarded-For` alike, and our proxies vouch for the
    second alone."""
    headers = [(name, value) for name, value in scope["headers"] if b"_" not in name]
    return {**scope, "headers": headers}


async def _give_up(send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 408, "headers": headers})
    await send({"type": "http.response.body", "body": b"This request took too long to arrive."})

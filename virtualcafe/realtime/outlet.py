"""The way out of one connection: never awaited, always bounded.

Awaiting sends in a loop lets one reader that stopped reading stall the room. Here a frame is
written at once or waits in this connection's own queue, and a full queue ends the connection."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from virtualcafe.realtime.frames import Batch
from virtualcafe.realtime.limits import CLOSE_SECONDS, limit

Send = Callable[[Mapping[str, Any]], Awaitable[None]]


class Pipe(Protocol):
    """Where bytes go. `open` says whether it takes more now; `opened` waits until it does.

    `direct`, where there is one, writes while it is open; `watch` tells when that changes, and
    `hear_pongs` of the answers to a `Probe`."""

    direct: Callable[[bytes], object] | None

    @property
    def open(self) -> bool: ...
    def watch(self, changed: Callable[[], object]) -> None: ...
    def hear_pongs(self, heard: Callable[[], object]) -> None: ...
    def write(self, batch: Batch) -> None: ...
    async def opened(self) -> None: ...
    def cut(self) -> None: ...


class TransportPipe:
    """Writes prebuilt frames straight to uvicorn's transport, which skips a coroutine and a second
    framing for each recipient. It leans on a few attributes of uvicorn's protocol object;
    tests/realtime/test_slow_reader.py fails when they move, and `pipe_for` falls back."""

    __slots__ = ("_protocol", "_transport", "_writable", "direct")

    def __init__(self, protocol: Any) -> None:
        self._protocol = protocol
        self._transport = protocol.transport
        self._writable: asyncio.Event = protocol.writable
        self.direct: Callable[[bytes], object] | None = protocol.transport.write

    def watch(self, changed: Callable[[], object]) -> None:
        """Listen to asyncio's flow control beside uvicorn."""
        for name in ("pause_writing", "resume_writing"):
            setattr(self._protocol, name, _then(getattr(self._protocol, name), changed))

    def hear_pongs(self, heard: Callable[[], object]) -> None:
        """uvicorn's own keep-alive, which would wait for a flush, is off and misses none."""
        self._protocol.handle_pong = lambda event: heard()

    @property
    def open(self) -> bool:
        return self._writable.is_set()

    def write(self, batch: Batch) -> None:
        # A transport that the peer has reset raises, and would take the others' turn with it.
        if not (self._protocol.close_sent or self._transport.is_closing()):
            self._transport.write(batch.wire)

    async def opened(self) -> None:
        await self._writable.wait()

    def cut(self) -> None:
        """`close()` would wait for the flush that a stuck peer never allows."""
        self._transport.abort()


def _then(first: Callable[[], object], second: Callable[[], object]) -> Callable[[], None]:
    def both() -> None:
        first()
        second()

    return both


class SendPipe:
    """The same over plain ASGI, for servers whose transport can't be had: one frame in flight."""

    direct: Callable[[bytes], object] | None = None

    def __init__(self, send: Send) -> None:
        self._send = send
        self._sending: asyncio.Task[None] | None = None

    def watch(self, changed: Callable[[], object]) -> None:
        """Without a direct way nobody asks."""

    def hear_pongs(self, heard: Callable[[], object]) -> None:
        """ASGI knows neither this ping nor its pong."""

    @property
    def open(self) -> bool:
        return self._sending is None or self._sending.done()

    def write(self, batch: Batch) -> None:
        self._sending = asyncio.create_task(self._send_all(batch))

    async def _send_all(self, batch: Batch) -> None:
        for payload in batch.payloads:
            await self._send({"type": "websocket.send", "text": payload.decode()})

    async def opened(self) -> None:
        if self._sending is not None:
            await asyncio.wait([self._sending])

    def cut(self) -> None:
        if self._sending is not None:
            self._sending.cancel()


def pipe_for(send: Send) -> Pipe:
    protocol = getattr(send, "__self__", None)
    needed = ("transport", "writable", "close_sent", "handle_pong")
    known = all(hasattr(protocol, name) for name in needed)
    if known and hasattr(protocol.transport, "abort"):  # type: ignore[union-attr]
        return TransportPipe(protocol)
    return SendPipe(send)


class Outlet:
    """At most `CAFE_QUEUE_FRAMES` or `CAFE_QUEUE_BYTES` wait. From half of that on, what does not
    last is dropped; when full, `overflow` is called once and nothing more is taken.

    `now` is the hub's short way: it writes bytes at once, and is None while anything waits."""

    __slots__ = (
        "_bytes",
        "_drain",
        "_frames",
        "_max_bytes",
        "_max_frames",
        "_overflow",
        "_pipe",
        "_queue",
        "closed",
        "now",
    )

    def __init__(self, pipe: Pipe, *, overflow: Callable[[], object]) -> None:
        self._pipe = pipe
        self._overflow = overflow
        self._queue: deque[Batch] | None = None
        self._drain: asyncio.Task[None] | None = None
        self._frames = self._bytes = 0
        self._max_frames = limit("QUEUE_FRAMES") or 1 << 60
        self._max_bytes = limit("QUEUE_BYTES") or 1 << 60
        self.closed = False
        self.now = pipe.direct
        pipe.watch(self._look)

    def _look(self) -> None:
        """Something changed: may bytes go out at once?"""
        free = self._queue is None and self._pipe.open and not self.closed
        self.now = self._pipe.direct if free else None

    def write(self, batch: Batch) -> None:
        if self._queue is None and self._pipe.open and not self.closed:
            self._pipe.write(batch)
        elif not self.closed:
            self._wait_in_line(batch)

    @property
    def free(self) -> bool:
        """Nothing waits here, and the pipe takes more."""
        return self.closed or (self._queue is None and self._pipe.open)

    async def drained(self) -> None:
        """Until what waits has gone out, or the connection is over."""
        if self._drain is not None:
            await asyncio.wait([self._drain])
        elif not self._pipe.open:
            await self._pipe.opened()

    def _wait_in_line(self, batch: Batch) -> None:
        frames, size = self._frames + batch.frames, self._bytes + len(batch.wire)
        if not batch.lasting and (frames * 2 > self._max_frames or size * 2 > self._max_bytes):
            return
        if frames > self._max_frames or size > self._max_bytes:
            self._give_up()
            return
        self._frames, self._bytes = frames, size
        if self._queue is None:
            self._queue = deque()
            self._drain = asyncio.create_task(self._empty())
            self._look()
        self._queue.append(batch)

    async def _empty(self) -> None:
        while self._queue:
            await self._pipe.opened()
            while self._queue and self._pipe.open and not self.closed:
                batch = self._queue.popleft()
                self._frames -= batch.frames
                self._bytes -= len(batch.wire)
                self._pipe.write(batch)
            if self.closed:
                break
        self._queue = self._drain = None
        self._frames = self._bytes = 0
        self._look()

    def _give_up(self) -> None:
        self.shut()
        self._overflow()

    def shut(self) -> None:
        """Take nothing more and let go of what waits."""
        self.closed = True
        self.now = None
        if self._queue is not None:
            self._queue.clear()
        self._frames = self._bytes = 0

    async def close(self, send: Send, code: int) -> None:
        """Send the close frame if the peer takes it in time, then cut the connection either way."""
        self.shut()
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await self._pipe.opened()
                await send({"type": "websocket.close", "code": code})
        except (TimeoutError, RuntimeError):
            self.cut()

    def cut(self) -> None:
        """No more waiting for a peer that takes nothing."""
        self._pipe.cut()

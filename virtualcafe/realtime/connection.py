"""One open socket: who it is, what it listens to, and what it hears from the client."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from virtualcafe.lib.errors import BadRequest, CafeError, RateLimited, TooLarge, UnknownType
from virtualcafe.realtime import frames
from virtualcafe.realtime.identity import Identity
from virtualcafe.realtime.limits import (
    MAX_FRAME_BYTES,
    MAX_PENDING_POSTS,
    MAX_WRONG_FRAMES,
    limit,
)
from virtualcafe.realtime.outlet import Outlet, Send, pipe_for
from virtualcafe.realtime.subscription import Subscription
from virtualcafe.realtime.verbs import Caller, Frame, StreamFrame, Verb, verbs

if TYPE_CHECKING:
    from virtualcafe.realtime.runtime import Runtime

F = TypeVar("F")

MALFORMED, TIMED_OUT, TOO_FAST, TOO_SLOW = 4400, 4408, 4429, 4509

log = logging.getLogger(__name__)


class Wrong(BadRequest):
    """The frame itself is malformed; what a verb refuses is not."""


class TooWide(TooLarge):
    """The frame itself is too large."""


class Head(Frame, kw_only=True):
    type: str
    id: int | str | None = None


class Subscribe(StreamFrame, kw_only=True):
    since: int | None = None
    epoch: str | None = None


class Pace:
    """A token bucket. Who empties it is asked to wait; who goes on regardless is closed."""

    def __init__(self) -> None:
        self._rate = limit("FRAMES_PER_SECOND")
        self._burst = float(limit("FRAMES_BURST") or "inf")
        self._left, self._at, self._refused = self._burst, time.monotonic(), 0

    def take(self) -> None:
        if self._rate is None:
            return
        now = time.monotonic()
        self._left = min(self._burst, self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left < 1:
            self._refused += 1
            raise RateLimited(retry_after=(1 - self._left) / self._rate)
        self._left, self._refused = self._left - 1, 0

    @property
    def hopeless(self) -> bool:
        return self._refused > self._burst


class Connection:
    def __init__(self, who: Identity, send: Send, runtime: Runtime) -> None:
        self.id = secrets.token_urlsafe(12)
        self.who = who
        self.person_id = who.person_id
        self.runtime = runtime
        self.streams: dict[str, Subscription] = {}
        self.opened_at = time.monotonic()
        self.closing: asyncio.Task[None] | None = None
        #: Since when an answer is missing.
        self.pinged_at: float | None = None
        self.probed_at: float | None = None
        self._answers_probes = False
        pipe = pipe_for(send)
        pipe.hear_pongs(self._probe_answered)
        self.outlet = Outlet(pipe, overflow=self._close_soon)
        #: Of many streams that are replayed, one at a time writes its page.
        self.replaying = asyncio.Lock()
        self._send = send
        self._pace = Pace()
        self._wrong = self._posts = 0

    # --- Saying ---------------------------------------------------------------------------
    def write(self, payload: bytes) -> None:
        self.outlet.write(frames.Batch([payload]))

    def answer(self, frame_id: int | str | None, fields: Mapping[str, object] | None) -> None:
        self.write(frames.encode({"type": "ok", "id": frame_id, **(fields or {})}))

    def refuse(self, frame_id: int | str | None, error: CafeError) -> None:
        head = {"type": "error", "id": frame_id, "code": error.code, "detail": error.detail}
        self.write(frames.encode({**head, "retry_after": None, **error.extra}))

    def close(self, code: int) -> None:
        """Say goodbye with this code and take nothing more, in either direction."""
        if self.closing is None:
            self.outlet.shut()
            self.runtime.forget(self)
            self.closing = asyncio.create_task(self.outlet.close(self._send, code))
            self.runtime.see_off(self, self.closing)

    @property
    def is_over(self) -> bool:
        """Closed by us: what the client said too late is not heard."""
        return self.closing is not None

    def _close_soon(self) -> None:
        """A queue runs over in the middle of a fan-out, which must finish its round first."""
        asyncio.get_running_loop().call_soon(self.close, TOO_SLOW)

    # --- Liveness -------------------------------------------------------------------------
    def ping(self, frame: bytes, now: float) -> None:
        self.pinged_at = self.pinged_at or now
        self.write(frame)

    def probe(self, now: float) -> None:
        """Between two pings. Not every program answers it: only who did before is missed."""
        if self._answers_probes:
            self.probed_at = self.probed_at or now
        self.outlet.write(frames.PROBE)

    def _probe_answered(self) -> None:
        self._answers_probes, self.probed_at = True, None

    def expire(self, asked_at: float) -> None:
        """What was asked then or before should be answered by now. Timers fire a little early, so
        no clock is read again."""
        missing = (at for at in (self.pinged_at, self.probed_at) if at is not None)
        if any(at <= asked_at for at in missing):
            self.close(TIMED_OUT)

    # --- Hearing --------------------------------------------------------------------------
    async def hear(self, text: str | None) -> None:
        """One frame. Whatever is wrong with it, the connection lives on."""
        head = Head(type="")
        try:
            self._pace.take()
            head = _head(text)
            await self._obey(head, text or "")
        except (Wrong, UnknownType, TooWide) as error:
            self.refuse(head.id, error)
            self._count_wrong()
            return
        except CafeError as error:
            self.refuse(head.id, error)
            if self._pace.hopeless:
                self.close(TOO_FAST)
        except Exception:
            log.exception("%s failed", head.type)
            self.refuse(head.id, CafeError())
        self._wrong = 0

    def _count_wrong(self) -> None:
        """A frame that means something and was refused by its verb is not a malformed one."""
        self._wrong += 1
        if self._wrong >= MAX_WRONG_FRAMES:
            self.close(MALFORMED)

    async def _obey(self, head: Head, text: str) -> None:
        match head.type:
            case "pong":
                self.pinged_at = self.probed_at = None
            case "subscribe":
                asked = _shaped(_subscribe, text)
                await self.subscribe(asked.stream, head.id, since=asked.since, epoch=asked.epoch)
            case "unsubscribe":
                stream = _shaped(_unsubscribe, text).stream
                if stream != "user":  # which is always subscribed
                    self.unsubscribe(self._named(stream))
                self.answer(head.id, {})
            case name if (verb := verbs.get(name)) is not None:
                await self._run(verb, head, _shaped(verb.decoder, text))
            case _:
                raise UnknownType

    async def _run(self, verb: Verb, head: Head, frame: Any) -> None:
        if verb.run is None:
            self._post(head, frame)
            return
        run, caller = verb.run, self.caller
        fields = await self.runtime.threads.run(lambda: run(caller, frame))
        if verb.answered:
            self.answer(head.id, fields)

    def _post(self, head: Head, frame: Any) -> None:
        """Hand a post to the writer and hear the next frame meanwhile; the answer follows."""
        if self._posts >= MAX_PENDING_POSTS:
            raise RateLimited(retry_after=1)
        self._posts += 1

        def done(result: Mapping[str, object] | Exception) -> None:
            self._posts -= 1
            if isinstance(result, CafeError):
                self.refuse(head.id, result)
            elif isinstance(result, Exception):
                self.refuse(head.id, CafeError())
            else:
                self.answer(head.id, result)

        self.runtime.writers[head.type].submit((self.caller, frame), done)

    @property
    def caller(self) -> Caller:
        return Caller(self.person_id, self.id, self.streams.keys())

    # --- Listening ------------------------------------------------------------------------
    def _named(self, stream: str) -> str:
        """`user` is the person's own stream, and nobody's is spelt with its number."""
        if stream == "user":
            return f"user:{self.person_id}"
        if stream.startswith("user:"):
            return "!nobody"
        return stream

    async def subscribe(
        self, stream: str, frame_id: int | str | None, *, since: int | None, epoch: str | None
    ) -> None:
        name = self._named(stream)
        most = limit("STREAMS_PER_CONNECTION")
        if name not in self.streams and most and len(self.streams) >= most:
            raise RateLimited(f"A connection listens to {most} streams at most.", retry_after=1)
        self.unsubscribe(name, keep_lease=True)
        subscription = Subscription(self, name)
        self.streams[name] = subscription
        try:
            await subscription.open(frame_id, since=since, epoch=epoch)
        except BaseException:
            if self.streams.get(name) is subscription:
                self.unsubscribe(name)
            else:
                # Ended meanwhile: its departure may have been written before its arrival.
                self.runtime.end_lease(self.id, name)
            raise

    def unsubscribe(self, name: str, *, keep_lease: bool = False) -> None:
        subscription = self.streams.pop(name, None)
        if subscription is not None:
            subscription.end()
            if not keep_lease:
                self.runtime.end_lease(self.id, name)


_decode_head = msgspec.json.Decoder(Head)
_subscribe = msgspec.json.Decoder(Subscribe)
_unsubscribe = msgspec.json.Decoder(StreamFrame)


def _head(text: str | None) -> Head:
    if text is None:
        raise Wrong("A frame is JSON text, not bytes.")
    if len(text) > MAX_FRAME_BYTES or len(text.encode()) > MAX_FRAME_BYTES:
        raise TooWide("A frame is at most 64 KiB.")
    return _shaped(_decode_head, text)


def _shaped(decoder: msgspec.json.Decoder[F], text: str) -> F:
    try:
        return decoder.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        raise Wrong(f"This frame doesn't have the right shape: {error}") from error

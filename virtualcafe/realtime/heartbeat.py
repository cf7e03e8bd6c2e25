"""The heartbeat: proof of life both ways, and the tops by which a lost broadcast is noticed.

Half a beat after each ping comes a probe, so that a reader who stops in a quiet room is gone within
half a beat and the time for a pong."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from virtualcafe.lib import clock
from virtualcafe.realtime import frames, identity, log
from virtualcafe.realtime.limits import PONG_SECONDS, limit
from virtualcafe.realtime.rights import SIGNED_OUT

if TYPE_CHECKING:
    from virtualcafe.realtime.runtime import Runtime

#: A top is said this long after it was read, so that no broadcast under way looks lost.
SETTLED_SECONDS = 2

logger = logging.getLogger(__name__)


class Heartbeat:
    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._seconds = limit("HEARTBEAT_SECONDS") or 25

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(0, self._seconds - SETTLED_SECONDS))
        while True:
            try:
                await self._close_ended_sessions()
                names = list(self._runtime.hub.channels)
                tops = await self._runtime.threads.run(lambda: log.tops(names))  # noqa: B023
                loop.call_later(SETTLED_SECONDS, self._ping, tops)
            except Exception:
                logger.exception("The tops could not be read; the next beat says them")
                loop.call_later(SETTLED_SECONDS, self._ping, {})
            await asyncio.sleep(self._seconds)

    async def _close_ended_sessions(self) -> None:
        """A session that ran out takes nothing away by itself; nobody writes a row for it."""
        everybody = self._runtime.everybody()
        keys = {c.who.session_key for c in everybody if c.who.session_key}
        ended = await self._runtime.threads.run(lambda: identity.over(keys))
        for connection in everybody:
            if connection.who.session_key in ended:
                connection.close(SIGNED_OUT)

    def _ping(self, tops: Mapping[str, int]) -> None:
        now = time.monotonic()
        head = {"type": "ping", "t": clock.iso(clock.now())}
        for connection in self._runtime.everybody():
            own = {
                frames.wire_name(name): tops[name] for name in connection.streams if name in tops
            }
            connection.ping(frames.encode({**head, "tops": own}), now)
        loop = asyncio.get_running_loop()
        loop.call_later(PONG_SECONDS, self._expire, now)
        loop.call_later(self._seconds / 2, self._probe)

    def _probe(self) -> None:
        now = time.monotonic()
        for connection in self._runtime.everybody():
            connection.probe(now)
        asyncio.get_running_loop().call_later(PONG_SECONDS, self._expire, now)

    def _expire(self, asked_at: float) -> None:
        for connection in self._runtime.everybody():
            connection.expire(asked_at)

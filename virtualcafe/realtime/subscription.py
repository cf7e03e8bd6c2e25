"""A connection on a stream: admitted, caught up from the log, then live.

Between `ok` and `synced` nothing live is sent; after it every event once, in order, gap-free."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, NamedTuple

from virtualcafe.lib.errors import NotFound
from virtualcafe.realtime import frames, log
from virtualcafe.realtime.hub import Held
from virtualcafe.realtime.kinds import kind_of
from virtualcafe.realtime.leases import Arrival
from virtualcafe.realtime.limits import REPLAY_PAGE, limit
from virtualcafe.realtime.log import Entry

if TYPE_CHECKING:
    from virtualcafe.realtime.connection import Connection

#: Where a stream can't be read on now, it is tried again after so long.
AGAIN_SECONDS = 0.1
FAILED = 1011

logger = logging.getLogger(__name__)


class Admission(NamedTuple):
    seq: int
    epoch: str
    state: object


class Subscription:
    """It is known to its connection before the right is read, so that a right which is lost in
    between ends it all the same."""

    def __init__(self, connection: Connection, name: str) -> None:
        self.name = name
        self.ended = False
        self.admitted = False
        self._connection = connection
        self._held = Held()
        self._channel = connection.runtime.hub.channel(name)
        self._channel.catching_up.add(self._held)
        self._replay: asyncio.Task[None] | None = None

    async def open(
        self, frame_id: int | str | None, *, since: int | None, epoch: str | None
    ) -> None:
        """Answer `ok`, then catch up beside whatever else the connection does."""
        admission = await self._admit()
        self._channel.begin(admission.seq)
        self._answer(frame_id, admission)
        at = admission.seq if since is None else since
        reset = _out_of_reach(at, admission, epoch)
        if reset:
            at = admission.seq
            self._say("reset", at, epoch=admission.epoch)
        self._replay = asyncio.create_task(self._follow(at, upto=admission.seq, silent=reset))

    async def greet(self) -> Admission:
        """The person's own stream opens with `hello` instead, written by the caller's hands."""
        connection = self._connection
        admission = await connection.runtime.threads.run(
            lambda: read_admission(connection.person_id, self.name)
        )
        self._channel.begin(admission.seq)
        self.admitted = True
        return admission

    def follow(self, seq: int) -> None:
        self._replay = asyncio.create_task(self._follow(seq, upto=seq, silent=True))

    async def _admit(self) -> Admission:
        connection, runtime = self._connection, self._connection.runtime
        person_id, name = connection.person_id, self.name
        await runtime.threads.run(lambda: check(person_id, name))
        await runtime.arrivals.ask(Arrival(name, person_id, connection.id))
        admission = await runtime.threads.run(lambda: read_admission(person_id, name))
        if self.ended:
            raise NotFound("There is no such stream.")
        self.admitted = True
        return admission

    def _answer(self, frame_id: int | str | None, admission: Admission) -> None:
        fields = {"stream": frames.wire_name(self.name), **admission._asdict()}
        self._connection.answer(frame_id, fields)

    async def _follow(self, at: int, *, upto: int, silent: bool) -> None:
        """Whoever would wait in vain for what failed to be read is told to come again."""
        try:
            await self._catch_up(at, upto=upto, silent=silent)
        except Exception:
            logger.exception("The log of %s can't be read", self.name)
            self._connection.close(FAILED)

    async def _catch_up(self, at: int, *, upto: int, silent: bool) -> None:
        """Send what the log has after `at` until the channel's live events follow on. `upto` is
        where the log stood: of a channel that is behind it, a broadcast was lost."""
        while not self.ended:
            if self._channel.is_behind(max(at, upto)):
                await self._channel.catch_up()
                if self._channel.is_behind(max(at, upto)):
                    await asyncio.sleep(AGAIN_SECONDS)
            elif (later := self._following(at)) is not None:
                if later and not self._connection.outlet.free:
                    await self._connection.outlet.drained()
                    continue
                self._write(later)
                self._go_live(later[-1].seq if later else at, silent=silent)
                return
            else:
                at = await self._send_page(at)

    async def _send_page(self, at: int) -> int:
        """Up to where it went."""
        outlet, hub = self._connection.outlet, self._connection.runtime.hub
        async with self._connection.replaying:
            page = await hub.read(self.name, at, REPLAY_PAGE)
            while not outlet.free:
                await outlet.drained()
            if page and not hub.blind:
                self._write(page)
                self._channel.learn(page)
                return page[-1].seq
        await asyncio.sleep(AGAIN_SECONDS)
        return at

    def _following(self, at: int) -> list[Entry] | None:
        """What was held and leads from `at` to the channel's top without a gap, or None."""
        if at == self._channel.top:
            return []
        later = self._held.since(at)
        return later if later and later[-1].seq == self._channel.top else None

    def _go_live(self, seq: int, *, silent: bool) -> None:
        if not silent:
            self._say("synced", seq)
        self._channel.catching_up.discard(self._held)
        self._channel.join(self._connection)

    def _say(self, kind: str, seq: int, **more: object) -> None:
        head = {"type": kind, "stream": frames.wire_name(self.name), "seq": seq}
        self._connection.write(frames.encode(head | more))

    def _write(self, entries: list[Entry]) -> None:
        if entries:
            self._connection.outlet.write(frames.Batch([entry.frame for entry in entries]))

    def end(self) -> None:
        """From now on nothing of this stream reaches the connection."""
        self.ended = True
        self._channel.catching_up.discard(self._held)
        self._connection.runtime.hub.leave(self.name, self._connection)
        if self._replay is not None:
            self._replay.cancel()


def _out_of_reach(since: int, admission: Admission, epoch: str | None) -> bool:
    most = limit("REPLAY_EVENTS")
    behind = admission.seq - since
    return (
        since < 0
        or behind < 0
        or (most is not None and behind > most)
        or (epoch is not None and epoch != admission.epoch)
    )


def check(person_id: int, name: str) -> None:
    """Raises unless this person may listen to the stream."""
    kind, key = kind_of(name)
    kind.admit(person_id, key)


def read_admission(person_id: int, name: str) -> Admission:
    """The right once more, now that the lease is written; then where the stream stands."""
    kind, key = kind_of(name)
    kind.admit(person_id, key)
    return Admission(log.top(name), log.epoch(), kind.state(person_id, key))

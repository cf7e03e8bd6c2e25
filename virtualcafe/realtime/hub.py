"""The hub of one process: which connections listen to which stream, and the order of its events.

Everything here runs in the event loop's thread. Broadcasts may come late, twice, out of order or
not at all; a channel delivers each event once, in order, and reads the log where one is missing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from virtualcafe.realtime.bus import Broadcast
from virtualcafe.realtime.frames import Batch
from virtualcafe.realtime.limits import MAX_AHEAD, MAX_HELD, REPLAY_PAGE
from virtualcafe.realtime.log import Entry
from virtualcafe.realtime.outlet import Outlet

if TYPE_CHECKING:
    from virtualcafe.realtime.connection import Connection

ReadLog = Callable[[str, int, int], "asyncio.Future[list[Entry]]"]

#: How long an event may be overtaken by later ones before the log is asked for it.
REPAIR_SECONDS = 0.1
#: After so long a log is asked again that couldn't be read.
AGAIN_SECONDS = 1.0

logger = logging.getLogger(__name__)


class Held:
    """What came while somebody was catching up. Too much of it is dropped: the log has it."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def take(self, entry: Entry) -> None:
        self.entries.append(entry)
        if len(self.entries) > MAX_HELD:
            self.entries.clear()

    def since(self, seq: int) -> list[Entry] | None:
        """What follows `seq` without a gap; None when the log must be read for it."""
        later = [entry for entry in self.entries if entry.seq > seq]
        return None if later and later[0].seq != seq + 1 else later


class Channel:
    """One stream in this process. `top` is the last seq that the live connections were given."""

    def __init__(self, name: str, hub: Hub) -> None:
        self.name = name
        self.top: int | None = None
        self.live: dict[Connection, Outlet] = {}
        self.catching_up: set[Held] = set()
        self._hub = hub
        self._ahead: dict[int, bytes] = {}
        self._due: list[bytes] = []
        self._repair: asyncio.Task[None] | None = None

    @property
    def abandoned(self) -> bool:
        return not self.live and not self.catching_up

    def is_behind(self, seq: int) -> bool:
        return self.top is not None and self.top < seq

    def begin(self, top: int) -> None:
        """The first who listens learnt the log's top; what came meanwhile follows it."""
        if self.top is None:
            self.top = top
            self._ahead = {seq: f for seq, f in self._ahead.items() if seq > top}
            self._deliver_following()

    def receive(self, seq: int, frame: bytes) -> None:
        if self.top is not None and seq <= self.top:
            return
        self._ahead[seq] = frame
        self._deliver_following()

    def _deliver_following(self) -> None:
        if self.top is None:
            return
        while (following := self._ahead.pop(self.top + 1, None)) is not None:
            self._deliver(Entry(self.top + 1, following))
        if self._ahead:
            self.mend()

    def _deliver(self, entry: Entry) -> None:
        self.top = entry.seq
        for held in self.catching_up:
            held.take(entry)
        if self.live:
            if not self._due:
                self._hub.flush_soon(self)
            self._due.append(entry.frame)

    def flush(self) -> None:
        """Write what is due to everybody: one batch, whatever the number of events."""
        if not self._due:
            return
        batch, self._due = Batch(self._due), []
        wire = batch.wire
        for outlet in self.live.values():
            try:
                if (now := outlet.now) is not None:
                    now(wire)
                else:
                    outlet.write(batch)
            except RuntimeError:
                # The peer has reset it, and the transport says so; its own end is on the way.
                outlet.shut()

    def say(self, frame: bytes, *, except_person: int | None) -> None:
        """What does not last goes to those who are live, after what was due before it."""
        self.flush()
        batch = Batch([frame], lasting=False)
        for connection in self.live:
            if connection.person_id != except_person:
                connection.outlet.write(batch)

    def join(self, connection: Connection) -> None:
        """From here on, live: what is due now was said before."""
        self.flush()
        self.live[connection] = connection.outlet

    def leave(self, connection: Connection) -> None:
        self.live.pop(connection, None)

    def learn(self, entries: Iterable[Entry]) -> None:
        """Events that somebody read in the log before their broadcast came."""
        for entry in entries:
            self.receive(entry.seq, entry.frame)

    def mend(self) -> None:
        """Read soon in the log what is missing, unless it comes by itself meanwhile."""
        if len(self._ahead) > MAX_AHEAD:
            self._ahead.clear()
        if self._repair is None or self._repair.done():
            self._repair = asyncio.create_task(self._read_missing())

    async def _read_missing(self) -> None:
        wait = REPAIR_SECONDS
        while True:
            await asyncio.sleep(wait)
            try:
                await self.catch_up()
                return
            except Exception:
                logger.exception("The log of %s can't be read; trying again", self.name)
                wait = AGAIN_SECONDS

    async def catch_up(self) -> None:
        """Read on in the log until nothing is missing."""
        while self.top is not None and not self.abandoned:
            page = await self._hub.read(self.name, self.top, REPLAY_PAGE)
            if self._hub.blind:
                return
            self.learn(page)
            if len(page) < REPLAY_PAGE:
                self._ahead = {seq: f for seq, f in self._ahead.items() if seq > self.top}
                return


class Hub:
    def __init__(self, read: ReadLog) -> None:
        self.read = read
        self.channels: dict[str, Channel] = {}
        #: Set while the rows of lost rights can't be read: then nothing goes out.
        self.blind = False
        self._due: list[Channel] = []

    def channel(self, name: str) -> Channel:
        if name not in self.channels:
            self.channels[name] = Channel(name, self)
        return self.channels[name]

    def receive(self, broadcasts: Iterable[Broadcast]) -> None:
        for stream, frame, seq, except_person in broadcasts:
            channel = self.channels.get(stream)
            if channel is None or self.blind:
                continue
            if seq is None:
                channel.say(frame, except_person=except_person)
            else:
                channel.receive(seq, frame)

    def flush_soon(self, channel: Channel) -> None:
        """All that is due at the end of this turn of the loop leaves in one write per socket."""
        if not self._due:
            asyncio.get_running_loop().call_soon(self._flush)
        self._due.append(channel)

    def _flush(self) -> None:
        due, self._due = self._due, []
        for channel in due:
            channel.flush()

    def leave(self, name: str, connection: Connection) -> None:
        channel = self.channels.get(name)
        if channel is not None:
            channel.leave(connection)
            self.drop_if_abandoned(name)

    def drop_if_abandoned(self, name: str) -> None:
        channel = self.channels.get(name)
        if channel is not None and channel.abandoned:
            del self.channels[name]

    async def catch_up_all(self) -> None:
        """Soon, and beside whoever asks: while a thousand logs are read, rights are read too."""
        for channel in tuple(self.channels.values()):
            channel.mend()

"""What one server process has of the realtime café: the hub, its writers, and the loops that keep
leases, heartbeat and rights going. It lives in the event loop it was started in."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import defaultdict
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from django.db import IntegrityError

from virtualcafe.realtime import bus, leases, log
from virtualcafe.realtime.connection import Connection
from virtualcafe.realtime.heartbeat import Heartbeat
from virtualcafe.realtime.hub import Hub
from virtualcafe.realtime.limits import CLOSE_SECONDS
from virtualcafe.realtime.rights_watch import RightsWatch
from virtualcafe.realtime.threads import Threads
from virtualcafe.realtime.verbs import Caller, verbs
from virtualcafe.realtime.writer import Writer

RESTARTING = 4503
SWEEP_SECONDS = 1
#: A departure that couldn't be written is written again after so long.
AGAIN_SECONDS = 1

logger = logging.getLogger(__name__)


class Runtime:
    #: The one of this process, while it runs.
    here: Runtime | None = None

    def __init__(self) -> None:
        self.server = secrets.token_hex(8)
        self.threads = Threads()
        self.hub = Hub(
            lambda name, after, most: self.threads.run(
                lambda: log.read(name, after=after, limit=most)
            )
        )
        self.people: defaultdict[int, dict[Connection, None]] = defaultdict(dict)
        self.stopping = False
        self._loop = asyncio.get_running_loop()
        self._keeper = Threads(workers=1, name="keeper")
        # A thread of its own: while rights can't be read, nobody hears anything.
        self._watch = Threads(workers=1, name="rights")
        self._tasks: set[asyncio.Task[None]] = set()
        self._leaving: dict[Connection, asyncio.Task[None]] = {}
        self.arrivals: Writer[leases.Arrival, None] = Writer("arrivals", self._arrive)
        self.departures: Writer[tuple[str, str], None] = Writer("departures", _depart)
        self.writers: dict[str, Writer[tuple[Caller, Any], Mapping[str, object]]] = {
            name: Writer(name, verb.post) for name, verb in verbs.items() if verb.post
        }
        self.rights = RightsWatch(self, self._watch)
        self.heartbeat = Heartbeat(self)

    def start(self) -> None:
        bus.connect(self._receive)
        Runtime.here = self
        if bus.remote is not None:
            self._go_on(bus.remote.listen(self.receive, self.hub.catch_up_all))
        self._go_on(self.rights.run())
        self._go_on(self.heartbeat.run())
        self._go_on(self._every(leases.RENEW_SECONDS, self.renew))
        self._go_on(self._every(SWEEP_SECONDS, leases.sweep))

    async def stop(self) -> None:
        """Close every socket with 4503, answer what was heard, and let go of everything."""
        self.stopping = True
        await self._finish_writing()
        for connection in self.everybody():
            connection.close(RESTARTING)
        if self._leaving:
            await asyncio.wait(self._leaving.values(), timeout=CLOSE_SECONDS / 2)
        for stuck in tuple(self._leaving):
            stuck.outlet.cut()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        bus.disconnect(self._receive)
        Runtime.here = None
        for writer in (self.arrivals, self.departures):
            await asyncio.to_thread(writer.stop)
        try:
            await self.threads.run(lambda: leases.end_all(self.server))
        except Exception:
            logger.exception("The leases could not be ended; they run out by themselves")
        self.threads.stop()
        self._keeper.stop()
        self._watch.stop()

    async def _finish_writing(self) -> None:
        for writer in self.writers.values():
            await asyncio.to_thread(writer.stop)
        await asyncio.sleep(0)

    # --- Broadcasts -----------------------------------------------------------------------
    def _receive(self, broadcasts: list[bus.Broadcast]) -> None:
        """Called in any thread: hand over to the loop."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.receive, broadcasts)

    def receive(self, broadcasts: list[bus.Broadcast]) -> None:
        self.hub.receive(broadcasts)
        self.rights.notice(broadcasts)

    # --- Connections ----------------------------------------------------------------------
    def everybody(self) -> list[Connection]:
        return [each for theirs in tuple(self.people.values()) for each in tuple(theirs)]

    def remember(self, connection: Connection) -> None:
        self.people[connection.person_id][connection] = None

    def forget(self, connection: Connection) -> None:
        """The connection is over: nothing more reaches it, and its leases end."""
        held = self.people.get(connection.person_id)
        if held is None or connection not in held:
            return
        del held[connection]
        if not held:
            del self.people[connection.person_id]
        for name in tuple(connection.streams):
            connection.unsubscribe(name, keep_lease=True)
        self.end_lease(connection.id, "")

    def see_off(self, connection: Connection, goodbye: asyncio.Task[None]) -> None:
        self._leaving[connection] = goodbye
        goodbye.add_done_callback(lambda task: self._leaving.pop(connection, None))

    def end_lease(self, connection: str, stream: str) -> None:
        def done(result: object) -> None:
            if isinstance(result, Exception):
                # Else somebody who left would be renewed for as long as this process lives.
                self._loop.call_later(AGAIN_SECONDS, self._end_again, connection, stream)

        if not self.stopping:
            self.departures.submit((connection, stream), done)

    def _end_again(self, connection: str, stream: str) -> None:
        """Unless the connection listens to the stream once more."""
        if not any(
            each.connection == connection and each.stream == stream for each in self._here()
        ):
            self.end_lease(connection, stream)

    def _here(self) -> list[leases.Arrival]:
        """Whom a lease should say to be here."""
        return [
            leases.Arrival(name, connection.person_id, connection.id)
            for connection in self.everybody()
            for name, subscription in tuple(connection.streams.items())
            if subscription.admitted and not subscription.ended
        ]

    def renew(self) -> None:
        leases.renew(self.server)
        # Swept while nobody could renew, or ended with a right that came back: here all the same.
        known = leases.of_server(self.server)
        lost = [one for one in self._here() if (one.connection, one.stream) not in known]
        if lost:
            self._arrive(lost)
            gone = set(lost) - set(self._here())
            leases.end((one.connection, one.stream) for one in gone)

    def _arrive(self, arrivals: list[leases.Arrival]) -> list[Exception | None]:
        """One who was deleted meanwhile spoils it for nobody else."""
        try:
            leases.arrive(arrivals, server=self.server)
        except IntegrityError as refusal:
            if len(arrivals) == 1:
                return [refusal]
            return [result for each in arrivals for result in self._arrive([each])]
        return [None] * len(arrivals)

    # --- Loops ----------------------------------------------------------------------------
    def _go_on(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)

    async def _every(self, seconds: float, work: Callable[[], object]) -> None:
        while True:
            try:
                await self._keeper.run(work)
            except Exception:
                logger.exception("The keeper's round failed; the next one comes")
            await asyncio.sleep(seconds)


def _depart(ended: list[tuple[str, str]]) -> list[None]:
    leases.end(ended)
    return [None] * len(ended)


def people_here() -> frozenset[int]:
    """The ids of everybody who has a socket open in this process."""
    runtime = Runtime.here
    return frozenset(tuple(runtime.people)) if runtime is not None else frozenset()

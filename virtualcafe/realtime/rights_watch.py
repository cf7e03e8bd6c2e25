"""Every process reads the rights that were lost, four times a second, and acts on its own sockets.

Ids commit out of order, so the reading goes back some seconds each time and remembers what it saw.
A process that can't read says nothing more until it can; then the log fills the gap."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from virtualcafe.lib import clock
from virtualcafe.lib.errors import CafeError
from virtualcafe.realtime.bus import Broadcast
from virtualcafe.realtime.models import Revocation
from virtualcafe.realtime.rights import NUDGE
from virtualcafe.realtime.subscription import check
from virtualcafe.realtime.threads import Threads

if TYPE_CHECKING:
    from virtualcafe.realtime.connection import Connection
    from virtualcafe.realtime.runtime import Runtime

POLL_SECONDS = 0.25
#: The longest a transaction that takes a right may last and still be seen.
OVERLAP = timedelta(seconds=15)
BLIND_AFTER_SECONDS = 1.0

logger = logging.getLogger(__name__)


class RightsWatch:
    def __init__(self, runtime: Runtime, threads: Threads) -> None:
        self._runtime = runtime
        self._threads = threads
        self._seen: set[int] = set()
        self._nudged = asyncio.Event()
        self._read_at = time.monotonic()

    def notice(self, broadcasts: Iterable[Broadcast]) -> None:
        if any(broadcast.stream == NUDGE for broadcast in broadcasts):
            self._nudged.set()

    async def run(self) -> None:
        watchdog = asyncio.create_task(self._go_blind())
        try:
            while True:
                try:
                    await self._round()
                except Exception:
                    # Without this loop the process would go on to speak, and never read again.
                    logger.exception("Lost rights can't be read; trying again")
                    await asyncio.sleep(POLL_SECONDS)
                try:
                    async with asyncio.timeout(POLL_SECONDS):
                        await self._nudged.wait()
                except TimeoutError:
                    pass
                self._nudged.clear()
        finally:
            watchdog.cancel()

    async def _round(self) -> None:
        asked_at = time.monotonic()
        rows = await self._threads.run(_recent)
        lost = await self._lost([row for row in rows if row.pk not in self._seen])
        for row in lost:
            self._apply(row)
        self._seen = {row.pk for row in rows}
        self._read_at = asked_at
        if self._runtime.hub.blind:
            self._runtime.hub.blind = False
            await self._runtime.hub.catch_up_all()

    async def _lost(self, fresh: list[Revocation]) -> list[Revocation]:
        """Without those whose person was let in again before the row was read: what they listen to
        may be the new right's."""
        here = [row for row in fresh if row.person_id in self._runtime.people]
        if not any(row.stream for row in here):
            return here
        lost = await self._threads.run(lambda: [row for row in here if not _held_again(row)])
        if len(lost) < len(here):
            # Their leases went with the right; they hear on, so they are here.
            await self._runtime.threads.run(self._runtime.renew)
        return lost

    async def _go_blind(self) -> None:
        """Nothing goes out on rights that are older than a second."""
        while True:
            await asyncio.sleep(POLL_SECONDS)
            if time.monotonic() - self._read_at > BLIND_AFTER_SECONDS:
                self._runtime.hub.blind = True

    def _apply(self, row: Revocation) -> None:
        for connection in tuple(self._runtime.people.get(row.person_id, ())):
            if not _concerns(row, connection):
                continue
            if row.stream:
                connection.unsubscribe(row.stream)
            if row.close is not None:
                connection.close(row.close)


def _recent() -> list[Revocation]:
    return list(Revocation.objects.filter(created_at__gt=clock.real_now() - OVERLAP))


def _held_again(row: Revocation) -> bool:
    if not row.stream:
        return False
    try:
        check(row.person_id, row.stream)
    except CafeError:
        return False
    return True


def _concerns(row: Revocation, connection: Connection) -> bool:
    if row.only:
        return row.only in {connection.who.session, connection.id}
    return not connection.who.session or connection.who.session not in row.spared

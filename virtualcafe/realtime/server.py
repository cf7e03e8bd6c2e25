"""The server process: uvicorn around the two doors, opened when ready and closed with a word."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

import uvicorn

from virtualcafe.realtime.health import Health
from virtualcafe.realtime.http import PatientButNotForever
from virtualcafe.realtime.limits import MAX_READ_BYTES
from virtualcafe.realtime.runtime import Runtime
from virtualcafe.realtime.threads import Threads

#: Requests under way at Ctrl-C get this long; with the sockets' goodbye it stays under 5 s.
LAST_REQUESTS_SECONDS = 2


#: A thread that waits for the interpreter gets it after so long, not after Python's 5 ms: the
#: writer asks for it again after each of a batch's ten statements, while the loop hears new frames.
SWITCH_SECONDS = 0.0005
#: mallopt's name for the number of heaps (malloc.h).
M_ARENA_MAX = -8
#: What the system holds for a reader on top of our own queue. Left to itself it takes megabytes,
#: and one that stopped reading in a busy room is noticed only when they are full.
SEND_BUFFER_BYTES = 128 * 1024


class Server(uvicorn.Server):
    """`prepare` runs in a thread while the port already answers `/healthz`; `opened` once the café
    serves; `closing` in a thread when it stops."""

    def __init__(
        self,
        *,
        prepare: Callable[[], None],
        opened: Callable[[], None],
        closing: Callable[[], None],
    ) -> None:
        super().__init__(_config())
        self.failure: BaseException | None = None
        self._prepare, self._opened, self._closing = prepare, opened, closing
        self._runtime: Runtime | None = None
        self._opening: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._opening = asyncio.create_task(self._open())

    async def _open(self) -> None:
        try:
            threads = Threads(workers=1, name="prepare")
            await threads.run(self._prepare)
            self._runtime = Runtime()
            self._runtime.start()
            Health.ready = True
            await threads.run(self._opened)
            threads.stop()
        except Exception as failure:
            self.failure = failure
            self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        Health.ready = False
        for server in self.servers:
            server.close()
        if self._opening is not None:
            await asyncio.wait([self._opening])
        if self._runtime is not None:
            await self._runtime.stop()
        await super().shutdown(sockets)
        await asyncio.to_thread(self._closing)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Both signals mean: close in order and end with 0. The second Ctrl-C doesn't wait."""
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True


def tune_process() -> None:
    """For a process that is this server and nothing else. glibc gives every thread a heap that
    keeps what it once needed; two do for all of ours. Elsewhere there is nothing to set."""
    sys.setswitchinterval(SWITCH_SECONDS)
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 2)


def settle_process() -> None:
    """What was loaded until now stays. The collector needn't go through it again and again: each
    full round of it stops everything for a tenth of a second."""
    gc.collect()
    gc.freeze()


def _config() -> uvicorn.Config:
    return uvicorn.Config(
        "virtualcafe.config.asgi:application",
        http=PatientButNotForever,
        ws="websockets-sansio",
        ws_max_size=MAX_READ_BYTES,
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=LAST_REQUESTS_SECONDS,
        h11_max_incomplete_event_size=MAX_READ_BYTES,
        backlog=2048,
    )


def listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else; raises OSError when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
    listener.bind((host, port))
    listener.set_inheritable(True)
    return listener

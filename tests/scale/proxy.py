"""A door before several servers: each connection goes to the next one that answers."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Sequence
from itertools import cycle
from typing import Any, Self, TypeVar

CHUNK = 65536
T = TypeVar("T")


class Proxy:
    """Bytes in, bytes out, in a thread of its own; HTTP and WebSockets pass unchanged."""

    def __init__(self, ports: Sequence[int]) -> None:
        self._ports = list(ports)
        self._turn = cycle(range(len(ports)))
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._pipes: set[asyncio.Task[None]] = set()

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = self._wait_for(asyncio.start_server(self._connect, "127.0.0.1", 0))
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._wait_for(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _wait_for(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _close(self) -> None:
        self._server.close()
        for pipe in self._pipes:
            pipe.cancel()
        await asyncio.gather(*self._pipes, return_exceptions=True)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._pipes.add(task)
        try:
            server = await self._next_server()
            await asyncio.gather(pipe(reader, server[1]), pipe(server[0], writer))
        except OSError:
            writer.close()
        finally:
            self._pipes.discard(task)

    async def _next_server(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """The next in turn; one that is down is passed over."""
        start = next(self._turn)
        for port in (*self._ports[start:], *self._ports[:start]):
            try:
                return await asyncio.open_connection("127.0.0.1", port)
            except ConnectionRefusedError:
                continue
        raise ConnectionRefusedError("no server answers")


async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while chunk := await reader.read(CHUNK):
            writer.write(chunk)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()

"""Files on their way out. A view opens the file and says which part of it; the loop sends it, so
that a reader who is slow, or never reads, keeps no worker."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO, Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from virtualcafe.realtime.outlet import Send

Receive = Callable[[], Awaitable[Mapping[str, Any]]]
App = Callable[[Any, Any, Any], Awaitable[None]]

CHUNK = 64 * 1024
#: A reader that takes nothing for so long is gone.
STALLED_SECONDS = 60
#: Where the view finds the loop's empty hands.
HANDS = "virtualcafe.downloads"


@dataclass(slots=True)
class Part:
    """`length` bytes of a file from where it stands."""

    file: IO[bytes]
    length: int

    def read(self) -> bytes:
        chunk = self.file.read(min(CHUNK, self.length))
        self.length -= len(chunk)
        return chunk

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.read, b"")

    def close(self) -> None:
        self.file.close()


@dataclass(slots=True)
class Hands:
    part: Part | None = None


def handed_out(request: HttpRequest, file: IO[bytes], *, length: int) -> HttpResponseBase:
    """An answer whose body is the next `length` bytes of `file`, which is closed after it."""
    hands = request.META.get("asgi.scope", {}).get(HANDS)
    response: HttpResponseBase
    if request.method == "HEAD":
        file.close()
        response = HttpResponse()
    elif isinstance(hands, Hands):
        hands.part = Part(file, length)
        response = HttpResponse()
    else:
        response = StreamingHttpResponse(Part(file, length))
    response["Content-Length"] = str(length)
    return response


class Downloads:
    """Around the application: what a view has handed out is sent after its headers."""

    def __init__(self, app: App) -> None:
        self._app = app
        #: Reading waits for a disk, or for a store on the network; never for the reader.
        self._readers = ThreadPoolExecutor(4, thread_name_prefix="download")

    async def __call__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        hands = Hands()

        async def forward(message: Mapping[str, Any]) -> None:
            if hands.part is None or message["type"] == "http.response.start":
                await send(message)

        try:
            await self._app({**scope, HANDS: hands}, receive, forward)
            if hands.part is not None:
                await self._send(hands.part, send)
        finally:
            if hands.part is not None:
                hands.part.close()

    async def _send(self, part: Part, send: Send) -> None:
        loop = asyncio.get_running_loop()
        while part.length:
            chunk = await loop.run_in_executor(self._readers, part.read)
            if not chunk:
                return  # shorter than it was said to be: the server cuts the connection
            async with asyncio.timeout(STALLED_SECONDS):
                more = part.length > 0
                await send({"type": "http.response.body", "body": chunk, "more_body": more})

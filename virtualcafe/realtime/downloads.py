"""Answers on their way out. The loop sends them, so that a reader who is slow, or never reads,
keeps no worker: what a view says is taken in whole. Of a stored file it says only which part."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from virtualcafe.realtime.outlet import Send

Receive = Callable[[], Awaitable[Mapping[str, Any]]]
App = Callable[[Any, Any, Any], Awaitable[None]]

CHUNK = 64 * 1024
#: Of an answer more than this waits on disk.
IN_MEMORY = 256 * 1024
#: A reader that takes nothing for so long is gone.
STALLED_SECONDS = 60
#: Where the view finds the loop's empty hands.
HANDS = "virtualcafe.downloads"


@dataclass(slots=True)
class Part:
    """`length` bytes of a file from where it stands; `at_hand`: nobody waits for them."""

    file: IO[bytes]
    length: int
    at_hand: bool = False

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


class Answer:
    """What the application says, as it says it."""

    def __init__(self, body: IO[bytes], writers: ThreadPoolExecutor) -> None:
        self.head: Mapping[str, Any] | None = None
        self.size = 0
        self._body, self._writers = body, writers

    async def hear(self, message: Mapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.head = message
            return
        chunk = message.get("body", b"")
        self.size += len(chunk)
        if self.size <= IN_MEMORY:
            self._body.write(chunk)
        else:
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(self._writers, self._body.write, chunk)

    def part(self) -> Part:
        self._body.seek(0)
        return Part(self._body, self.size, at_hand=self.size <= IN_MEMORY)


class WholeAnswers:
    """Around the application: sends its answer, or the file that it handed out, once it is done."""

    def __init__(self, app: App) -> None:
        self._app = app
        #: They wait for a disk, or for a store on the network; never for the reader.
        self._hands = ThreadPoolExecutor(4, thread_name_prefix="answers")

    async def __call__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        with SpooledTemporaryFile(IN_MEMORY) as body:
            hands, answer = Hands(), Answer(body, self._hands)
            try:
                await self._app({**scope, HANDS: hands}, receive, answer.hear)
                if answer.head is not None:
                    await send(answer.head)
                    await self._send(hands.part or answer.part(), send)
            finally:
                if hands.part is not None:
                    hands.part.close()

    async def _send(self, part: Part, send: Send) -> None:
        while True:
            chunk = part.read() if part.at_hand else await self._read(part)
            if not chunk and part.length:
                return  # shorter than it was said to be: the server cuts the connection
            async with asyncio.timeout(STALLED_SECONDS):
                more = part.length > 0
                await send({"type": "http.response.body", "body": chunk, "more_body": more})
            if not more:
                return

    async def _read(self, part: Part) -> bytes:
        return await asyncio.get_running_loop().run_in_executor(self._hands, part.read)

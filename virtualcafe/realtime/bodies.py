"""How much of a request's body is taken in before Django sees it: little, save at the few addresses
that take files, and there only from somebody who shows a cookie or a token."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import IO, Any

from django.conf import settings

#: The longest that a body may take to arrive.
SECONDS = 60
#: A file may take longer: as long as it comes at this rate.
BYTES_PER_SECOND = 16 * 1024
#: Of a body so many times too long the rest is heard and dropped; of a longer one, no more.
WORTH_HEARING = 4
#: Files that arrive at once; the next waits until one is there.
FILES_AT_ONCE = 32

_rooms: list[tuple[re.Pattern[str], int]] = []
_turns = asyncio.Semaphore(FILES_AT_ONCE)


def takes_files(address: str, *, most: int) -> None:
    """Requests whose path is this (a regular expression) may be `most` bytes long."""
    _rooms.append((re.compile(address), most))


async def read(
    scope: Mapping[str, Any],
    receive: Callable[[], Awaitable[Mapping[str, Any]]],
    body: IO[bytes],
) -> bool:
    """False: the sender went away. Of too long a body only so much that the views see it is.
    Raises TimeoutError."""
    most = most_of(scope)
    if most is None:
        async with asyncio.timeout(SECONDS):
            return await _read(receive, body, settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    length = _length(scope)
    if length > most:  # the view refuses it by its length
        return await _let_pass(receive, WORTH_HEARING * most)
    async with asyncio.timeout(SECONDS + length / BYTES_PER_SECOND), _turns:
        return await _read(receive, body, most + 1)


def most_of(scope: Mapping[str, Any]) -> int | None:
    """The most that a file may take here; None where no files are taken."""
    if scope.get("method") not in {"POST", "PUT"} or not _shows_something(scope):
        return None
    path = scope["path"]
    return next((most for address, most in _rooms if address.fullmatch(path)), None)


async def _let_pass(receive: Callable[[], Awaitable[Mapping[str, Any]]], most: int) -> bool:
    """A browser that is cut off while it sends never reads why."""
    async with asyncio.timeout(SECONDS):
        while most > 0:
            message = await receive()
            if message["type"] == "http.disconnect":
                return False
            most -= len(message.get("body", b""))
            if not message.get("more_body", False):
                return True
    return True


async def _read(
    receive: Callable[[], Awaitable[Mapping[str, Any]]], body: IO[bytes], most: int
) -> bool:
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return False
        size += body.write(message.get("body", b"")[: most - size])
        if size >= most or not message.get("more_body", False):
            return True


def _shows_something(scope: Mapping[str, Any]) -> bool:
    return any(name in {b"cookie", b"authorization"} for name, _ in scope["headers"])


def _length(scope: Mapping[str, Any]) -> int:
    told = dict(scope["headers"]).get(b"content-length", b"")
    return int(told) if told.isdigit() else 0

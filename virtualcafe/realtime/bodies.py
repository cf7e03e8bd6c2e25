"""How much of a request's body is taken in before Django sees it: little, save at the few addresses
that take files, and there only from somebody who shows a cookie or a token."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import IO, Any
from weakref import WeakValueDictionary

from django.conf import settings

from virtualcafe.lib.addresses import client_ip, household

#: The longest that a body may take to arrive, or a file to get its turn.
SECONDS = 60
#: A file may take longer: as long as it comes at this rate, but for a moment.
BYTES_PER_SECOND = 16 * 1024
FILE_SECONDS = 20
#: Of a body so many times too long the rest is heard and dropped; of a longer one, no more.
WORTH_HEARING = 4
#: Files that arrive at once, and from one household; the next waits until one is there.
FILES_AT_ONCE, FILES_OF_ONE = 32, 8
#: Files that are looked at and drawn at once. They wait for their turn here, not in a worker.
FILES_IN_WORK = 3

_rooms: list[tuple[re.Pattern[str], int]] = []
_turns = asyncio.Semaphore(FILES_AT_ONCE)
_turns_of: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
_in_work = asyncio.Semaphore(FILES_IN_WORK)


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
    async with _turn(scope), asyncio.timeout(FILE_SECONDS) as patience:
        return await _read(receive, body, most + 1, patience)


def turn_to_work(scope: Mapping[str, Any]) -> AbstractAsyncContextManager[object]:
    """For the time in which Django has the request."""
    return nullcontext() if most_of(scope) is None else _in_work


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


@asynccontextmanager
async def _turn(scope: Mapping[str, Any]) -> AsyncIterator[None]:
    """Nobody has looked at the cookie yet: strangers of one address get a part of the turns."""
    house = _household(scope)
    theirs = _turns_of.setdefault(house, asyncio.Semaphore(FILES_OF_ONE))
    async with asyncio.timeout(SECONDS) as patience, theirs, _turns:
        patience.reschedule(None)
        yield


def _household(scope: Mapping[str, Any]) -> str:
    peer, _ = scope.get("client") or ("", 0)
    forwarded = dict(scope["headers"]).get(b"x-forwarded-for", b"").decode("latin-1")
    return household(client_ip(peer, forwarded, settings.CAFE_TRUSTED_PROXIES))


async def _read(
    receive: Callable[[], Awaitable[Mapping[str, Any]]],
    body: IO[bytes],
    most: int,
    patience: asyncio.Timeout | None = None,
) -> bool:
    """What comes keeps `patience`, which was begun for one that sends nothing."""
    size = 0
    until = patience.when() if patience else None
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return False
        size += body.write(message.get("body", b"")[: most - size])
        if patience and until is not None:
            patience.reschedule(until + size / BYTES_PER_SECOND)
        if size >= most or not message.get("more_body", False):
            return True


def _shows_something(scope: Mapping[str, Any]) -> bool:
    return any(name in {b"cookie", b"authorization"} for name, _ in scope["headers"])


def _length(scope: Mapping[str, Any]) -> int:
    told = dict(scope["headers"]).get(b"content-length", b"")
    return int(told) if told.isdigit() else 0

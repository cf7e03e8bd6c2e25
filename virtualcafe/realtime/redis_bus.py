"""The bus between processes: Redis pub/sub, at most once. The log is the truth, so when Redis is
away nothing is lost: each process hears itself, and the heartbeat's tops repair the others."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import secrets
import time
from collections.abc import Awaitable, Callable

import msgspec
import redis
import redis.asyncio

from virtualcafe.realtime.bus import Broadcast, Receiver

#: A publisher must not hang on Redis: after a failure it leaves it alone for a moment.
TIMEOUT_SECONDS = 0.5
LEAVE_ALONE_SECONDS = 1.0

logger = logging.getLogger(__name__)


class Envelope(msgspec.Struct, array_like=True):
    origin: str
    broadcasts: list[Broadcast]


_decoder = msgspec.msgpack.Decoder(Envelope)


class RedisBus:
    """`send` is a receiver of the local bus; `listen` gives the hub what other processes sent."""

    def __init__(self, url: str, *, secret: str) -> None:
        """Processes of one café share its secret key, so two cafés can share one Redis."""
        self._url = url
        self._topic = "cafe:" + hashlib.sha256(b"bus" + secret.encode()).hexdigest()[:32]
        self._origin = secrets.token_hex(8)
        self._client = redis.Redis.from_url(
            url, socket_timeout=TIMEOUT_SECONDS, socket_connect_timeout=TIMEOUT_SECONDS
        )
        self._not_before = 0.0

    def send(self, broadcasts: list[Broadcast]) -> None:
        if time.monotonic() < self._not_before:
            return
        envelope = Envelope(self._origin, broadcasts)
        try:
            self._client.publish(self._topic, msgspec.msgpack.encode(envelope))
        except redis.RedisError as error:
            self._not_before = time.monotonic() + LEAVE_ALONE_SECONDS
            logger.warning("The bus can't be reached (%s); the heartbeat repairs", error)

    async def listen(self, receive: Receiver, missed: Callable[[], Awaitable[None]]) -> None:
        """Forever. After each gap `missed` is awaited: the hub reads on in the log."""
        while True:
            try:
                await self._hear(receive, missed)
            except (redis.RedisError, OSError) as error:
                logger.warning("The bus is away (%s); trying again", error)
            except Exception:
                # Whoever stopped to listen would hear of the others with each heartbeat only.
                logger.exception("The bus said what can't be understood; listening again")
            await asyncio.sleep(LEAVE_ALONE_SECONDS)

    async def _hear(self, receive: Receiver, missed: Callable[[], Awaitable[None]]) -> None:
        client = redis.asyncio.Redis.from_url(self._url, socket_connect_timeout=TIMEOUT_SECONDS)
        async with client, client.pubsub(ignore_subscribe_messages=True) as listening:
            await listening.subscribe(self._topic)
            await missed()
            async for message in listening.listen():
                envelope = _decoder.decode(message["data"])
                if envelope.origin != self._origin:
                    receive(envelope.broadcasts)

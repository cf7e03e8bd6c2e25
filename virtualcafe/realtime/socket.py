"""The WebSocket door: `GET /ws/`, subprotocol `cafe.v1`. See docs/protocol.md."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from virtualcafe.lib import clock
from virtualcafe.lib.errors import CafeError
from virtualcafe.realtime import frames, identity, leases
from virtualcafe.realtime.addresses import stream_at
from virtualcafe.realtime.build import build
from virtualcafe.realtime.connection import Connection
from virtualcafe.realtime.identity import Credentials, Identity
from virtualcafe.realtime.limits import limit
from virtualcafe.realtime.outlet import Send
from virtualcafe.realtime.rights import SIGNED_OUT, revoke
from virtualcafe.realtime.runtime import RESTARTING, Runtime
from virtualcafe.realtime.subscription import Subscription

PROTOCOL = "cafe.v1"
WRONG_VERSION, TOO_MANY = 4406, 4429

Receive = Callable[[], Awaitable[Mapping[str, Any]]]


async def socket(scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
    await receive()
    given = identity.credentials(scope)
    if given.refused:
        await send({"type": "websocket.close"})
        return
    runtime = Runtime.here
    offered = scope["subprotocols"]
    if runtime is None or runtime.stopping:
        await _turn_away(send, offered, RESTARTING)
        return
    try:
        who = await _identify(runtime, given)
    except TimeoutError:
        await _turn_away(send, offered, RESTARTING)
        return
    if who is None:
        await _turn_away(send, offered, SIGNED_OUT)
    elif PROTOCOL not in offered and (offered or not scope["url_route"]["kwargs"]):
        await _turn_away(send, offered, WRONG_VERSION)
    else:
        chosen = PROTOCOL if offered else None
        await send({"type": "websocket.accept", "subprotocol": chosen})
        await _serve(Connection(who, send, runtime), scope["url_route"]["kwargs"], receive)


async def _turn_away(send: Send, offered: list[str], code: int) -> None:
    """Accept only to say why: a browser can't see a code on a handshake that failed."""
    chosen = PROTOCOL if PROTOCOL in offered else next(iter(offered), None)
    await send({"type": "websocket.accept", "subprotocol": chosen})
    await send({"type": "websocket.close", "code": code})


async def _identify(runtime: Runtime, given: Credentials) -> Identity | None:
    """Raises TimeoutError when the café is too busy to find out in time."""
    async with asyncio.timeout(limit("HANDSHAKE_SECONDS")):
        return await runtime.threads.run(lambda: identity.identify(given))


async def _serve(
    connection: Connection, address: Mapping[str, str | int], receive: Receive
) -> None:
    """Known to the watch over rights first, then asked again whether the sign-in still stands."""
    connection.runtime.remember(connection)
    try:
        await _greet(connection)
        if address:
            await _subscribe_to(connection, address)
        while not connection.is_over:
            message = await receive()
            if message["type"] == "websocket.disconnect" or connection.is_over:
                break
            await connection.hear(message.get("text"))
    finally:
        connection.outlet.shut()
        connection.runtime.forget(connection)
    if connection.closing is not None:
        await connection.closing


async def _greet(connection: Connection) -> None:
    runtime, name = connection.runtime, f"user:{connection.person_id}"
    own = Subscription(connection, name)
    connection.streams[name] = own
    await runtime.arrivals.ask(leases.Arrival(name, connection.person_id, connection.id))
    if connection.is_over:
        runtime.end_lease(connection.id, "")
        return
    if not await runtime.threads.run(lambda: _still_welcome(connection)):
        connection.close(SIGNED_OUT)
        return
    admission = await own.greet()
    user = await runtime.threads.run(lambda: identity.describe(connection.person_id))
    connection.write(
        frames.encode(
            {
                "type": "hello",
                "protocol": PROTOCOL,
                "connection": connection.id,
                "user": user,
                "user_seq": admission.seq,
                "server_time": clock.iso(clock.now()),
                "heartbeat": limit("HEARTBEAT_SECONDS") or 25,
                "build": build(),
                "epoch": admission.epoch,
            }
        )
    )
    own.follow(admission.seq)


def _still_welcome(connection: Connection) -> bool:
    if not identity.stands(connection.who):
        return False
    most = limit("CONNECTIONS_PER_PERSON")
    if most:
        for oldest in leases.beyond(f"user:{connection.person_id}", most=most):
            revoke(connection.person_id, reason="too_many", close=TOO_MANY, connection=oldest)
    return True


async def _subscribe_to(connection: Connection, address: Mapping[str, str | int]) -> None:
    """The seeds' addresses: the same protocol with one stream already subscribed."""
    try:
        stream = await connection.runtime.threads.run(lambda: stream_at(address))
        await connection.subscribe(stream, None, since=None, epoch=None)
    except CafeError as error:
        connection.refuse(None, error)

"""Is it up, and is it ready? Answered by the loop itself, whatever the rest of the process does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from virtualcafe.realtime.outlet import Send

App = Callable[[Any, Any, Any], Awaitable[None]]


class Health:
    """`/healthz` is 200 once the process listens. Until `ready` is set, `/readyz` and everything
    else is 503, and sockets are asked to come back."""

    ready = False

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Mapping[str, Any], receive: Any, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == "/healthz":
            await _say(send, 200, "up")
        elif scope["type"] == "http" and scope["path"] == "/readyz":
            await _say(send, 200 if Health.ready else 503, "ready" if Health.ready else "starting")
        elif scope["type"] == "http" and not Health.ready:
            await _say(send, 503, "The café opens in a moment. Please come back.")
        else:
            await self._app(scope, receive, send)


async def _say(send: Send, status: int, text: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    if status == 503:
        headers.append((b"retry-after", b"2"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})


async def no_such_socket(scope: Mapping[str, Any], receive: Any, send: Send) -> None:
    """An address that no socket answers is 404, as it would be over HTTP."""
    await send({"type": "websocket.http.response.start", "status": 404, "headers": []})
    await send({"type": "websocket.http.response.body", "body": b"", "more_body": False})

"""Events that do not last: said once to whoever listens now, never stored, never repeated."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from virtualcafe.realtime import frames
from virtualcafe.realtime.bus import Broadcast, spread


def send(
    stream: str, kind: str, data: Mapping[str, object], *, except_person: int | None = None
) -> None:
    """Tell everybody on the stream, but not `except_person`; inside a transaction, on commit."""
    frame = frames.event(kind, stream, None, data)
    broadcast = Broadcast(stream, frame, None, except_person)
    transaction.on_commit(lambda: spread([broadcast]))

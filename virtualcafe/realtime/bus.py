"""How an event reaches the hub of this process and of every other one.

At most once is enough: the log is the truth, and whoever missed a broadcast reads it there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import NamedTuple, Protocol


class Broadcast(NamedTuple):
    """An encoded frame on its way. `seq` is None for what does not last."""

    stream: str
    frame: bytes
    seq: int | None = None
    except_person: int | None = None


Receiver = Callable[[list[Broadcast]], None]

_receivers: list[Receiver] = []


class Remote(Protocol):
    """The way to the other processes. `missed` is awaited after each gap in hearing them."""

    def send(self, broadcasts: list[Broadcast]) -> None: ...
    async def listen(self, receive: Receiver, missed: Callable[[], Awaitable[None]]) -> None: ...


#: Set where there are other processes (`REDIS_URL`).
remote: Remote | None = None


def connect(receiver: Receiver) -> None:
    """`receiver` is called in whatever thread broadcasts, after the commit; it must not block."""
    _receivers.append(receiver)


def disconnect(receiver: Receiver) -> None:
    _receivers.remove(receiver)


def spread(broadcasts: list[Broadcast]) -> None:
    for receiver in tuple(_receivers):
        receiver(broadcasts)

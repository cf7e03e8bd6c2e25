"""A connection's way out is bounded: what does not last goes first, then the connection does."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from virtualcafe.realtime.frames import Batch
from virtualcafe.realtime.outlet import Outlet, SendPipe


class Tap:
    """A pipe that a test opens and shuts."""

    def __init__(self) -> None:
        self.gone: list[bytes] = []
        self.was_cut = False
        self.direct = lambda wire: self.gone.append(b"direct " + wire)
        self._changed: Any = None
        self._event = asyncio.Event()
        self._event.set()

    @property
    def open(self) -> bool:
        return self._event.is_set()

    def write(self, batch: Batch) -> None:
        self.gone.extend(batch.payloads)

    async def opened(self) -> None:
        await self._event.wait()

    def cut(self) -> None:
        self.was_cut = True

    def watch(self, changed: Any) -> None:
        self._changed = changed

    def turn(self, *, on: bool) -> None:
        if on:
            self._event.set()
        else:
            self._event.clear()
        self._changed()


class Ends:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> None:
        self.count += 1


def lasting(word: str) -> Batch:
    return Batch([word.encode()])


async def test_an_open_pipe_takes_frames_at_once() -> None:
    tap, overflow = Tap(), Ends()
    outlet = Outlet(tap, overflow=overflow)
    outlet.write(lasting("a"))
    assert tap.gone == [b"a"]
    assert outlet.now is tap.direct


async def test_what_waits_goes_out_in_order_when_the_reader_is_back() -> None:
    tap, overflow = Tap(), Ends()
    outlet = Outlet(tap, overflow=overflow)
    tap.turn(on=False)
    for word in "abc":
        outlet.write(lasting(word))
    assert tap.gone == []
    tap.turn(on=True)
    await outlet.drained()
    outlet.write(lasting("d"))
    assert tap.gone == [b"a", b"b", b"c", b"d"]
    assert overflow.count == 0


async def test_the_short_way_is_shut_while_anything_waits() -> None:
    tap = Tap()
    outlet = Outlet(tap, overflow=Ends())
    assert outlet.now is tap.direct
    tap.turn(on=False)
    assert outlet.now is None
    outlet.write(lasting("a"))
    tap.turn(on=True)
    assert outlet.now is None
    await outlet.drained()
    assert outlet.now is tap.direct
    outlet.shut()
    assert outlet.now is None


async def test_from_half_full_what_does_not_last_is_dropped(settings: Any) -> None:
    settings.CAFE_LIMITS = settings.CAFE_LIMITS | {"QUEUE_FRAMES": 4}
    tap, overflow = Tap(), Ends()
    outlet = Outlet(tap, overflow=overflow)
    tap.turn(on=False)
    for word in ("t1", "t2", "t3"):
        outlet.write(Batch([word.encode()], lasting=False))
    outlet.write(lasting("m"))
    tap.turn(on=True)
    await outlet.drained()
    assert tap.gone == [b"t1", b"t2", b"m"]


@pytest.mark.parametrize(
    ("limits", "frame"),
    [({"QUEUE_FRAMES": 3}, b"x"), ({"QUEUE_BYTES": 3 * 102}, b"x" * 100)],
)
async def test_a_full_queue_ends_the_connection_once_and_keeps_nothing(
    settings: Any, limits: dict[str, int], frame: bytes
) -> None:
    settings.CAFE_LIMITS = settings.CAFE_LIMITS | limits
    tap, overflow = Tap(), Ends()
    outlet = Outlet(tap, overflow=overflow)
    tap.turn(on=False)
    for _ in range(10):
        outlet.write(Batch([frame]))
    assert overflow.count == 1
    tap.turn(on=True)
    await outlet.drained()
    assert tap.gone == []


async def test_a_stuck_peer_is_cut_when_it_does_not_take_its_goodbye(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from virtualcafe.realtime import outlet as module

    monkeypatch.setattr(module, "CLOSE_SECONDS", 0.01)
    tap, said = Tap(), []

    async def send(message: Any) -> None:
        said.append(message)

    outlet = Outlet(tap, overflow=Ends())
    tap.turn(on=False)
    await outlet.close(send, 4509)
    assert tap.was_cut
    assert said == []


async def test_plain_asgi_sends_one_batch_at_a_time_in_order() -> None:
    said: list[str] = []

    async def send(message: Any) -> None:
        await asyncio.sleep(0)
        said.append(message["text"])

    outlet = Outlet(SendPipe(send), overflow=Ends())
    for word in "abcde":
        outlet.write(lasting(word))
    await outlet.drained()
    await asyncio.sleep(0.01)
    assert said == list("abcde")

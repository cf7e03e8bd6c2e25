"""One that stops reading never delays the others, is bounded, and is let go."""

from __future__ import annotations

import socket
import time
from typing import Any

from virtualcafe.accounts.models import Person
from virtualcafe.realtime.outlet import TransportPipe

from .conftest import Cafe, Desk, happen


def test_sockets_are_written_straight_to_the_transport(cafe: Cafe, alice: Person) -> None:
    """Fails when uvicorn's internals move and the slower way took over unnoticed."""
    cafe.connect(alice)
    (connection,) = cafe.runtime.people[alice.pk]
    assert isinstance(connection.outlet._pipe, TransportPipe)


def test_a_reader_that_stops_is_closed_and_the_others_hear_everything(
    cafe: Cafe, desk: Desk, alice: Person, bob: Person, settings: Any
) -> None:
    settings.CAFE_LIMITS = settings.CAFE_LIMITS | {"QUEUE_FRAMES": 16}
    desk.members = {alice.pk, bob.pk}
    stuck, reader = cafe.connect(bob), cafe.connect(alice)
    stuck.raw.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    for client in (stuck, reader):
        client.ask(type="subscribe", stream="desk:a")
    # Nobody asks `stuck` for its frames any more: the library stops reading after sixteen.
    count = 0
    deadline = time.monotonic() + 30
    while bob.pk in cafe.runtime.people:
        assert time.monotonic() < deadline
        happen("desk:a", *("x" * 30_000 for _ in range(8)))
        count += 8
        assert [reader.until_type("word")["seq"] for _ in range(8)][-1] == count


def test_flow_control_shuts_the_short_way(cafe: Cafe, alice: Person) -> None:
    cafe.connect(alice)
    (connection,) = cafe.runtime.people[alice.pk]
    protocol = connection.outlet._pipe._protocol  # type: ignore[attr-defined]
    protocol.pause_writing()
    assert connection.outlet.now is None
    protocol.resume_writing()
    assert connection.outlet.now == protocol.transport.write


def test_a_transport_that_raises_takes_nobody_elses_turn(
    cafe: Cafe, desk: Desk, alice: Person, bob: Person
) -> None:
    desk.members = {alice.pk, bob.pk}
    gone, reader = cafe.connect(bob), cafe.connect(alice)
    for client in (gone, reader):
        client.ask(type="subscribe", stream="desk:a")
        client.until_type("synced")

    def broken(wire: bytes) -> None:
        raise RuntimeError("the handler is closed")

    (connection,) = cafe.runtime.people[bob.pk]
    connection.outlet.now = broken
    happen("desk:a", "one", "two")
    assert [reader.until_type("word")["seq"] for _ in range(2)] == [1, 2]

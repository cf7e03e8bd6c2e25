"""One that stops reading never delays the others, is bounded, and is let go."""

from __future__ import annotations

import socket
import time
from typing import Any

import pytest

from virtualcafe.accounts.models import Person
from virtualcafe.realtime import heartbeat
from virtualcafe.realtime.outlet import TransportPipe

from .conftest import Cafe, Client, Desk, eventually, happen


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


#: So many frames that nobody asks for, and the clients' library stops reading.
UNREAD = 40


def probe(cafe: Cafe) -> None:
    runtime = cafe.runtime
    runtime._loop.call_soon_threadsafe(runtime.heartbeat._probe)


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "PONG_SECONDS", 0.5)


def overfill(client: Client) -> None:
    happen("desk:a", *map(str, range(UNREAD)))
    assert eventually(lambda: client.raw.recv_messages.paused)


def both_at_the_desk(cafe: Cafe, *people: Person) -> list[Client]:
    clients = [cafe.connect(person) for person in people]
    for client in clients:
        client.ask(type="subscribe", stream="desk:a")
        client.until_type("synced")
    return clients


def test_in_a_quiet_room_a_probe_finds_who_stopped_reading(
    short_patience: None, cafe: Cafe, desk: Desk, alice: Person, bob: Person
) -> None:
    desk.members = {alice.pk, bob.pk}
    reader, stuck = both_at_the_desk(cafe, alice, bob)
    probe(cafe)
    assert eventually(lambda: all(each._answers_probes for each in cafe.runtime.everybody()))
    overfill(stuck)
    assert [reader.until_type("word")["word"] for _ in range(UNREAD)][-1] == str(UNREAD - 1)
    probe(cafe)
    assert eventually(lambda: bob.pk not in cafe.runtime.people)
    assert stuck.closed_with() == 4408
    assert alice.pk in cafe.runtime.people


def test_who_never_answered_a_probe_is_not_missed_for_one(
    short_patience: None, cafe: Cafe, desk: Desk, bob: Person
) -> None:
    desk.members = {bob.pk}
    (silent,) = both_at_the_desk(cafe, bob)
    overfill(silent)
    probe(cafe)
    assert not eventually(lambda: bob.pk not in cafe.runtime.people, seconds=1)
    assert [silent.until_type("word")["word"] for _ in range(UNREAD)][-1] == str(UNREAD - 1)

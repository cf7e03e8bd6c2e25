"""Many streams at once: what they missed never fills the queue."""

from __future__ import annotations

import socket
import time

from virtualcafe.accounts.models import Person

from .conftest import Cafe, Client, Desk, happen


def resume(tab: Client, streams: int) -> None:
    for n in range(streams):
        tab.send(type="subscribe", id=n, stream=f"desk:{n}", since=0)


def words_until_synced(tab: Client, streams: int) -> int:
    synced = words = 0
    while synced < streams:
        kind = tab.next()["type"]
        words += kind == "word"
        synced += kind == "synced"
    return words


def test_a_slow_reader_resumes_several_streams(cafe: Cafe, desk: Desk, alice: Person) -> None:
    desk.members = {alice.pk}
    for n in range(6):
        happen(f"desk:{n}", *["x" * 2_000] * 400)
    tab = cafe.connect(alice)
    tab.raw.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16384)
    resume(tab, 6)
    time.sleep(0.5)
    assert words_until_synced(tab, 6) == 6 * 400


def test_an_eager_reader_resumes_many_streams(cafe: Cafe, desk: Desk, alice: Person) -> None:
    desk.members = {alice.pk}
    for n in range(20):
        happen(f"desk:{n}", *["x" * 3_000] * 450)
    tab = cafe.connect(alice)
    resume(tab, 20)
    assert words_until_synced(tab, 20) == 20 * 450

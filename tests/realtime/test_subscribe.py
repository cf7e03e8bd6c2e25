"""Subscribing and resuming: every event once, in order, without a gap, and nothing to strangers."""

from __future__ import annotations

import pytest

from virtualcafe.accounts.models import Person
from virtualcafe.realtime import bus, log

from .conftest import Cafe, Client, Desk, happen


def seqs(client: Client, count: int) -> list[int]:
    return [client.until_type("word")["seq"] for _ in range(count)]


def test_hello_tells_who_and_where_the_own_stream_stands(cafe: Cafe, alice: Person) -> None:
    client = cafe.handshake(
        origin=f"http://127.0.0.1:{cafe.port}", headers={"Cookie": cafe.cookie_of(alice)}
    )
    hello = client.next()
    assert client.raw.subprotocol == "cafe.v1"
    assert hello["type"] == "hello"
    assert hello["protocol"] == "cafe.v1"
    assert hello["user"]["id"] == alice.pk
    assert hello["user_seq"] == 0
    assert hello["heartbeat"] == 25
    assert set(hello) == {
        "type", "protocol", "connection", "user", "user_seq", "server_time", "heartbeat",
        "build", "epoch",
    }  # fmt: skip


def test_events_follow_synced_one_by_one(cafe: Cafe, desk: Desk, alice: Person) -> None:
    desk.members = {alice.pk}
    happen("desk:a", "before")
    client = cafe.connect(alice)
    ok = client.ask(type="subscribe", stream="desk:a")
    assert (ok["type"], ok["stream"], ok["seq"]) == ("ok", "desk:a", 1)
    assert ok["state"] == {"desk": "a"}
    assert client.next() == {"type": "synced", "stream": "desk:a", "seq": 1}
    happen("desk:a", "one", "two")
    assert client.next() == {"type": "word", "stream": "desk:a", "seq": 2, "word": "one"}
    assert client.next() == {"type": "word", "stream": "desk:a", "seq": 3, "word": "two"}


def test_resume_replays_what_was_missed_in_order(cafe: Cafe, desk: Desk, alice: Person) -> None:
    desk.members = {alice.pk}
    happen("desk:a", *(str(n) for n in range(350)))
    client = cafe.connect(alice)
    client.ask(type="subscribe", stream="desk:a", since=20)
    assert seqs(client, 330) == list(range(21, 351))
    assert client.next()["type"] == "synced"


def test_resume_while_events_go_on_loses_and_doubles_nothing(
    cafe: Cafe, desk: Desk, alice: Person, bob: Person
) -> None:
    desk.members = {alice.pk, bob.pk}
    happen("desk:a", *(str(n) for n in range(300)))
    listener, latecomer = cafe.connect(alice), cafe.connect(bob)
    listener.ask(type="subscribe", stream="desk:a")
    latecomer.send(type="subscribe", id=9, stream="desk:a", since=0)
    for n in range(100):
        happen("desk:a", f"more {n}")
    assert seqs(latecomer, 400) == list(range(1, 401))
    assert seqs(listener, 100) == list(range(301, 401))


def test_too_far_behind_resets_and_then_goes_on_live(cafe: Cafe, desk: Desk, alice: Person) -> None:
    desk.members = {alice.pk}
    happen("desk:a", *(str(n) for n in range(501)))
    client = cafe.connect(alice)
    ok = client.ask(type="subscribe", stream="desk:a", since=0)
    reset = client.next()
    assert reset == {"type": "reset", "stream": "desk:a", "seq": 501, "epoch": ok["epoch"]}
    happen("desk:a", "next")
    assert client.next()["seq"] == 502


def test_another_epoch_and_a_seq_above_the_top_reset(cafe: Cafe, desk: Desk, alice: Person) -> None:
    desk.members = {alice.pk}
    happen("desk:a", "one")
    client = cafe.connect(alice)
    client.ask(type="subscribe", stream="desk:a", since=1, epoch="another")
    assert client.next()["type"] == "reset"
    client.ask(type="subscribe", stream="desk:a", since=2)
    assert client.next()["type"] == "reset"


def test_subscribing_again_starts_over(cafe: Cafe, desk: Desk, alice: Person) -> None:
    desk.members = {alice.pk}
    happen("desk:a", "one", "two")
    client = cafe.connect(alice)
    client.ask(type="subscribe", stream="desk:a")
    client.ask(type="subscribe", stream="desk:a", since=1)
    assert client.next()["seq"] == 2
    assert client.next()["type"] == "synced"
    happen("desk:a", "three")
    assert client.next()["seq"] == 3
    assert client.quiet()


def test_the_own_stream_resumes_under_the_name_user(cafe: Cafe, alice: Person) -> None:
    happen(f"user:{alice.pk}", "one", "two")
    client = cafe.connect(alice)
    ok = client.ask(type="subscribe", stream="user", since=1)
    assert ok["stream"] == "user"
    assert client.next() == {"type": "word", "stream": "user", "seq": 2, "word": "two"}
    assert client.next() == {"type": "synced", "stream": "user", "seq": 2}
    happen(f"user:{alice.pk}", "three")
    assert client.next()["seq"] == 3


def test_a_stranger_learns_nothing(cafe: Cafe, desk: Desk, alice: Person, charlie: Person) -> None:
    desk.members = {alice.pk}
    stranger = cafe.connect(charlie)
    assert stranger.ask(type="subscribe", stream="desk:a")["code"] == "forbidden"
    for hidden in ("desk:secret", "desk:", "nothing:a", f"user:{alice.pk}", f"user:{charlie.pk}"):
        assert stranger.ask(type="subscribe", stream=hidden)["code"] == "not_found"
    happen("desk:a", "private")
    happen(f"user:{alice.pk}", "private")
    assert stranger.quiet()


def test_unsubscribed_hears_no_more(cafe: Cafe, desk: Desk, alice: Person) -> None:
    desk.members = {alice.pk}
    client = cafe.connect(alice)
    client.ask(type="subscribe", stream="desk:a")
    assert client.ask(type="unsubscribe", stream="desk:a")["type"] == "ok"
    happen("desk:a", "after")
    assert client.quiet()


def test_lost_broadcasts_are_read_in_the_log_with_the_next_one(
    cafe: Cafe, desk: Desk, alice: Person
) -> None:
    desk.members = {alice.pk}
    client = cafe.connect(alice)
    client.ask(type="subscribe", stream="desk:a")
    client.until_type("synced")
    lost, bus._receivers[:] = list(bus._receivers), []
    happen("desk:a", "lost one", "lost two")
    bus._receivers[:] = lost
    happen("desk:a", "heard")
    assert seqs(client, 3) == [1, 2, 3]


def test_lost_broadcasts_are_read_in_the_log_for_whoever_asks(
    cafe: Cafe, desk: Desk, alice: Person, bob: Person
) -> None:
    """Not only for the last one: the others go on to listen, and know no more."""
    desk.members = {alice.pk, bob.pk}
    clients = [cafe.connect(person) for person in (alice, bob)]
    for client in clients:
        client.ask(type="subscribe", stream="desk:a")
        client.until_type("synced")
    lost, bus._receivers[:] = list(bus._receivers), []
    happen("desk:a", "lost one", "lost two")
    bus._receivers[:] = lost
    one, other = clients
    assert one.ask(type="subscribe", stream="desk:a", since=0)["seq"] == 2
    assert [seqs(client, 2) for client in clients] == [[1, 2], [1, 2]]
    assert one.next() == {"type": "synced", "stream": "desk:a", "seq": 2}
    assert other.quiet()


def test_whoever_cannot_be_told_is_asked_to_come_again(
    cafe: Cafe, desk: Desk, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.members = {alice.pk}
    happen("desk:a", "before")

    def broken(*asked: object, **more: object) -> None:
        raise OSError("no database")

    client = cafe.connect(alice)
    monkeypatch.setattr(log, "read", broken)
    client.send(type="subscribe", id=1, stream="desk:a", since=0)
    assert client.closed_with() == 1011
    monkeypatch.undo()
    again = cafe.connect(alice)
    again.ask(type="subscribe", stream="desk:a", since=0)
    assert seqs(again, 1) == [1]


@pytest.mark.parametrize("stream", ["user", "desk:a"])
def test_a_seq_that_never_was_resets(cafe: Cafe, desk: Desk, alice: Person, stream: str) -> None:
    """In a stream without events too, where nothing in the log would ever follow on it."""
    desk.members = {alice.pk}
    client = cafe.connect(alice)
    top = client.ask(type="subscribe", stream=stream, since=-1)["seq"]
    assert client.until_type("reset")["seq"] == top

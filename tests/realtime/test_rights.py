"""Losing a right reaches open connections within a second, with or without a bus."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable

import pytest
from django.db import transaction

from virtualcafe.accounts.models import Person
from virtualcafe.realtime import bus, log, rights, rights_watch
from virtualcafe.realtime.models import Revocation

from .conftest import Cafe, Desk, happen


def lose(person: Person, **how: object) -> None:
    with transaction.atomic():
        rights.revoke(person.pk, **how)  # type: ignore[arg-type]


def seated(cafe: Cafe, desk: Desk, *people: Person) -> list:
    desk.members = {person.pk for person in people}
    clients = [cafe.connect(person) for person in people]
    for client in clients:
        client.ask(type="subscribe", stream="desk:a")
        client.until_type("synced")
    return clients


def watched(cafe: Cafe, person: Person) -> None:
    """Wait until the process has acted on what this person lost."""
    _wait_until(
        lambda: all("desk:a" not in c.streams for c in cafe.runtime.people.get(person.pk, {}))
    )


def _wait_until(so: Callable[[], object]) -> None:
    deadline = time.monotonic() + 5
    while not so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("bus_is", ["here", "away"])
def test_a_lost_stream_ends_and_the_connection_lives(
    cafe: Cafe, desk: Desk, alice: Person, bob: Person, bus_is: str
) -> None:
    alices, bobs = seated(cafe, desk, alice, bob)
    receivers = list(bus._receivers)
    if bus_is == "away":
        bus._receivers.clear()
    desk.members.discard(bob.pk)
    lose(bob, stream="desk:a", reason="kicked")
    bus._receivers[:] = receivers
    watched(cafe, bob)
    happen("desk:a", "without bob")
    assert alices.until_type("word")["word"] == "without bob"
    assert bobs.quiet()
    assert bobs.ask(type="subscribe", stream="desk:a")["code"] == "forbidden"


def test_signing_out_closes_the_sockets_of_that_session_alone(cafe: Cafe, alice: Person) -> None:
    one, other = cafe.cookie_of(alice), cafe.cookie_of(alice)
    signed_out, stays = cafe.connect(alice, cookie=one), cafe.connect(alice, cookie=other)
    lose(alice, reason="signed_out", close=4401, session_key=one.removeprefix("sessionid="))
    assert signed_out.closed_with() == 4401
    assert stays.ask(type="unsubscribe", stream="user")["type"] == "ok"


def test_a_new_password_closes_all_but_the_session_that_set_it(cafe: Cafe, alice: Person) -> None:
    mine, other = cafe.cookie_of(alice), cafe.cookie_of(alice)
    stays, goes = cafe.connect(alice, cookie=mine), cafe.connect(alice, cookie=other)
    lose(
        alice,
        reason="password_changed",
        close=4401,
        spare_session_keys=[mine.removeprefix("sessionid=")],
    )
    assert goes.closed_with() == 4401
    assert stays.ask(type="unsubscribe", stream="desk:a")["type"] == "ok"


def test_a_right_lost_while_subscribing_is_lost(
    cafe: Cafe, desk: Desk, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row is read between the check and the answer: the subscription must not come alive."""
    from virtualcafe.realtime import subscription

    desk.members = {bob.pk}
    checked, go_on = threading.Event(), threading.Event()
    real = subscription.read_admission

    def slow(person_id: int, name: str) -> object:
        admission = real(person_id, name)
        if name == "desk:a":
            checked.set()
            go_on.wait(5)
        return admission

    client = cafe.connect(bob)
    monkeypatch.setattr(subscription, "read_admission", slow)
    client.send(type="subscribe", id=1, stream="desk:a")
    assert checked.wait(5)
    desk.members.discard(bob.pk)
    lose(bob, stream="desk:a", reason="kicked")
    watched(cafe, bob)
    go_on.set()
    assert client.until(lambda f: f.get("id") == 1)["code"] == "not_found"
    happen("desk:a", "secret")
    assert client.quiet()


def test_a_process_that_cannot_read_rights_says_nothing_and_catches_up(
    cafe: Cafe, desk: Desk, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    (client,) = seated(cafe, desk, alice)

    def broken() -> list:
        raise OSError("no database")

    monkeypatch.setattr(rights_watch, "_recent", broken)
    _wait_until(lambda: cafe.runtime.hub.blind)
    happen("desk:a", "held back")
    asyncio.run_coroutine_threadsafe(cafe.runtime.hub.catch_up_all(), cafe.runtime._loop).result(5)
    assert client.quiet()
    monkeypatch.undo()
    assert client.until_type("word")["word"] == "held back"
    assert json.dumps(client.ask(type="unsubscribe", stream="desk:a"))


def test_a_process_that_fails_again_as_it_recovers_goes_on_reading_rights(
    cafe: Cafe, desk: Desk, alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rights can be read again, and then the log can't: what was held back comes later, and
    nobody keeps a right that they lost."""
    alices, bobs = seated(cafe, desk, alice, bob)
    tries: list[object] = []
    recent = rights_watch._recent

    def broken(*asked: object, **more: object) -> None:
        tries.append(asked)
        raise OSError("no database")

    with monkeypatch.context() as away:
        away.setattr(rights_watch, "_recent", broken)
        _wait_until(lambda: cafe.runtime.hub.blind)
        happen("desk:a", "held back")
        away.setattr(log, "read", broken)
        tries.clear()
        away.setattr(rights_watch, "_recent", recent)
        _wait_until(lambda: tries)
    assert alices.until_type("word")["word"] == bobs.until_type("word")["word"] == "held back"
    desk.members.discard(bob.pk)
    lose(bob, stream="desk:a", reason="kicked")
    watched(cafe, bob)


def test_a_slow_sweep_of_leases_silences_nobody(cafe: Cafe, desk: Desk, alice: Person) -> None:
    (client,) = seated(cafe, desk, alice)
    begun, go_on = threading.Event(), threading.Event()

    def sweep() -> None:
        begun.set()
        go_on.wait(60)

    cafe.runtime._loop.call_soon_threadsafe(cafe.runtime._keeper.run, sweep)
    assert begun.wait(10)
    time.sleep(2 * rights_watch.BLIND_AFTER_SECONDS)
    happen("desk:a", "meanwhile")
    try:
        assert client.until_type("word")["word"] == "meanwhile"
    finally:
        go_on.set()


def test_who_was_let_in_again_meanwhile_keeps_hearing(
    cafe: Cafe, desk: Desk, alice: Person
) -> None:
    """Out and in and listening again, all before this process has read that the right was lost."""
    (client,) = seated(cafe, desk, alice)
    lose(alice, stream="desk:a", reason="left")
    lose(alice, stream="desk:b", reason="read after the first")
    marker = Revocation.objects.get(stream="desk:b").pk
    deadline = time.monotonic() + 5
    while marker not in cafe.runtime.rights._seen:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    happen("desk:a", "still here")
    assert client.until_type("word")["word"] == "still here"

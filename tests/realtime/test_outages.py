"""A database that is away for a while: afterwards all is as it should be."""

from __future__ import annotations

import asyncio
import threading
import time
import uuid
from typing import Any

import pytest
from django.db import OperationalError

from virtualcafe.accounts.models import Person
from virtualcafe.chat import typing, unread
from virtualcafe.lib import clock
from virtualcafe.realtime import leases
from virtualcafe.realtime.models import Lease
from virtualcafe.rooms.models import Room

from .conftest import Cafe, Desk, eventually, happen


def test_after_an_outage_hearing_goes_on_however_many_streams_there_are(
    cafe: Cafe, desk: Desk, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.members = {alice.pk}
    tab = cafe.connect(alice)
    for n in range(40):
        tab.ask(type="subscribe", stream=f"desk:{n}")
    hub, read = cafe.runtime.hub, cafe.runtime.hub.read

    async def slowly(*asked: Any) -> Any:
        """All of them, one after the other, take longer than a process may be blind."""
        await asyncio.sleep(0.05)
        return await read(*asked)

    monkeypatch.setattr(hub, "read", slowly)
    hub.blind = True
    assert eventually(lambda: not hub.blind)
    happen("desk:39", "heard")
    assert tab.until_type("word")["stream"] == "desk:39"
    seen = []
    for _ in range(30):
        seen.append(hub.blind)
        time.sleep(0.1)
    assert not any(seen)


def test_whoever_stays_connected_through_a_long_outage_is_present_again(
    desk: Desk, alice: Person, transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "RENEW_SECONDS", 0.5)
    cafe = Cafe()
    cafe.open()
    try:
        desk.members = {alice.pk}
        tab = cafe.connect(alice)
        tab.ask(type="subscribe", stream="desk:a")
        # The database was away, or the machine asleep, for longer than a lease and the grace time.
        renew = leases.renew
        monkeypatch.setattr(leases, "renew", lambda server: None)
        time.sleep(0.6)
        Lease.objects.update(expires_at=clock.real_now() - leases.GRACE - leases.LASTS)
        leases.sweep()
        monkeypatch.setattr(leases, "renew", renew)
        assert eventually(lambda: leases.is_present("desk:a", alice.pk))
    finally:
        cafe.close()


def test_a_departure_that_the_database_refuses_is_written_later(
    cafe: Cafe, desk: Desk, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.members = {alice.pk}
    tab = cafe.connect(alice)
    tab.ask(type="subscribe", stream="desk:a")
    end, failed = leases.end, threading.Event()

    def away(ended: Any) -> None:
        if not failed.is_set():
            failed.set()
            raise OperationalError("the database is away")
        end(ended)

    monkeypatch.setattr(leases, "end", away)
    tab.raw.close()
    assert failed.wait(5)
    assert eventually(lambda: not Lease.objects.filter(ended_at=None).exists())


def test_the_cafe_closes_in_order_while_the_database_is_away(
    transactional_db: None, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = threading.Event()
    cafe = Cafe()
    cafe.server._closing = closed.set
    cafe.open()

    def away(server: str) -> None:
        raise OperationalError("the database is away")

    monkeypatch.setattr(leases, "end_all", away)
    cafe.close()
    assert closed.wait(5)


def test_unread_survives_a_round_that_the_database_refused(
    cafe: Cafe, alice: Person, bob: Person, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab, other = cafe.connect(alice), cafe.connect(bob)
    unread._stirred.clear()
    other.ask(type="chat_message", stream=room.stream_name, cid=str(uuid.uuid4()), content="hi")
    live = leases.live

    def away(now: Any) -> Any:
        raise OperationalError("the database is away")

    monkeypatch.setattr(leases, "live", away)
    with pytest.raises(OperationalError):
        unread.tell_everybody()
    monkeypatch.setattr(leases, "live", live)
    unread.tell_everybody()
    assert tab.until_type("unread")["count"] == 1


def test_typing_ends_even_if_the_database_was_away_when_it_expired(
    cafe: Cafe, alice: Person, bob: Person, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab, other = cafe.connect(alice), cafe.connect(bob)
    for each in (tab, other):
        each.ask(type="subscribe", stream=room.stream_name)
        each.until_type("synced")
    other.send(type="typing", stream=room.stream_name)
    tab.until_type("typing")
    monkeypatch.setattr(typing, "EXPIRES", 0)
    users = typing.user_objects

    def away(ids: Any) -> Any:
        raise OperationalError("the database is away")

    monkeypatch.setattr(typing, "user_objects", away)
    with pytest.raises(OperationalError):
        typing.stop_what_expired()
    monkeypatch.setattr(typing, "user_objects", users)
    typing.stop_what_expired()
    assert tab.until_type("stop_typing")

"""Who is just coming in, or back, while they are put out, let in or let go."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.realtime import identity, leases, rights, tokens
from virtualcafe.realtime.models import Lease
from virtualcafe.rooms import actions
from virtualcafe.rooms.models import Room

from .conftest import Cafe, Desk, eventually


def test_whoever_is_signed_out_while_they_come_in_leaves_no_seat_taken(
    cafe: Cafe, desk: Desk, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.members = {alice.pk}
    tab = cafe.connect(alice)
    arrive, asked, go_on = leases.arrive, threading.Event(), threading.Event()

    def slowly(arrivals: Any, *, server: str) -> None:
        asked.set()
        assert go_on.wait(10)
        arrive(arrivals, server=server)

    monkeypatch.setattr(leases, "arrive", slowly)
    tab.send(type="subscribe", id=1, stream="desk:a")
    assert asked.wait(5)
    with transaction.atomic():
        rights.revoke(alice.pk, reason="signed_out", close=rights.SIGNED_OUT)
    assert tab.closed_with() == 4401
    assert eventually(
        lambda: not Lease.objects.filter(stream__startswith="user", ended_at=None).exists()
    )
    go_on.set()
    time.sleep(0.5)
    assert eventually(lambda: not Lease.objects.filter(ended_at=None).exists(), 3)


def test_let_in_again_at_once_is_present(
    cafe: Cafe, alice: Person, bob: Person, room: Room
) -> None:
    tab = cafe.connect(bob)
    tab.ask(type="subscribe", stream=room.stream_name)
    tab.until_type("synced")
    with transaction.atomic():
        actions.leave(bob, room, now=clock.now())
        actions.seat(bob, Room.objects.get(pk=room.pk), now=clock.now())
    time.sleep(1)
    state = cafe.connect(alice).ask(type="subscribe", stream=room.stream_name)["state"]
    present = any(each["user"]["id"] == bob.pk for each in state["present"])
    (connection,) = cafe.runtime.people[bob.pk]
    assert (room.stream_name in connection.streams) == present


def test_a_token_is_dead_after_a_password_change_also_in_the_door(
    cafe: Cafe, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    identify = identity.identify

    def slowly(given: Any) -> Any:
        who = identify(given)
        if given.token:
            alice.set_password("another quiet corner")
            alice.save()
            with transaction.atomic():
                rights.revoke(alice.pk, reason="password", close=rights.SIGNED_OUT)
            time.sleep(1)
        return who

    monkeypatch.setattr(identity, "identify", slowly)
    token = tokens.mint(alice.pk, alice.get_session_auth_hash(), clock.now())
    assert cafe.handshake(f"/ws/?token={token}").closed_with() == 4401


def test_one_who_was_deleted_takes_nobody_elses_arrival(
    cafe: Cafe, desk: Desk, alice: Person
) -> None:
    """Their arrivals are written together."""
    arrivals = [leases.Arrival("desk:a", alice.pk, "1"), leases.Arrival("desk:a", 999_999, "2")]
    here, nobody = cafe.runtime._arrive(arrivals)
    assert here is None
    assert isinstance(nobody, IntegrityError)
    assert leases.is_present("desk:a", alice.pk)


def test_without_the_own_stream_a_connection_still_counts(
    cafe: Cafe, alice: Person, settings: Any
) -> None:
    settings.CAFE_LIMITS = settings.CAFE_LIMITS | {"CONNECTIONS_PER_PERSON": 2}
    for _ in range(5):
        assert cafe.connect(alice).ask(type="unsubscribe", stream="user")["type"] == "ok"
        time.sleep(0.3)
    assert eventually(lambda: len(cafe.runtime.people[alice.pk]) <= 2, 3)

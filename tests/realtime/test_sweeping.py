"""Leases that are swept by several processes at once, and while somebody comes back."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from typing import Any

import pytest

from tests.threads import in_thread
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.realtime import leases, log
from virtualcafe.realtime.models import Lease

from .conftest import Desk


def old(stream: str, person: Person, tab: str, ended: float) -> None:
    now = clock.real_now()
    leases.arrive([leases.Arrival(stream, person.pk, tab)], server="one")
    Lease.objects.filter(connection=tab).update(ended_at=now - timedelta(seconds=ended))


def pause_the_first(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """The first who sweeps stops in the middle: set when they have, and what lets them go on."""
    by_stream, first, go = leases._by_stream, threading.Event(), threading.Event()

    def pausing(pairs: Any) -> Any:
        if not first.is_set():
            first.set()
            go.wait(2)
        return by_stream(pairs)

    monkeypatch.setattr(leases, "_by_stream", pausing)
    return first, go


@pytest.mark.django_db(transaction=True)
def test_two_processes_that_sweep_two_tabs_say_once_that_somebody_left(
    desk: Desk, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two tabs closed one after the other; each process removes one of them."""
    log.open_stream("desk:a")
    old("desk:a", alice, "tab 1", 9)
    old("desk:a", alice, "tab 2", 7.9)
    first, go = pause_the_first(monkeypatch)
    one = in_thread(leases.sweep)  # tab 1 alone has been away for eight seconds
    assert first.wait(5)
    time.sleep(0.2)
    two = in_thread(leases.sweep)  # tab 2; tab 1 is locked by the other
    two.join(5)
    go.set()
    one.join(5)
    two.join(5)
    leases.sweep()
    assert not Lease.objects.exists()
    assert desk.went == [{alice.pk}]


@pytest.mark.django_db(transaction=True)
def test_whoever_comes_back_while_they_are_swept_is_not_said_to_be_gone_after(
    desk: Desk, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.open_stream("desk:a")
    old("desk:a", alice, "tab 1", 9)
    said: list[str] = []
    monkeypatch.setattr(desk, "arrived", lambda key, people, now: said.append("join"))
    monkeypatch.setattr(desk, "gone", lambda key, people, now: said.append("leave"))
    first, go = pause_the_first(monkeypatch)
    one = in_thread(leases.sweep)
    assert first.wait(5)
    two = in_thread(
        lambda: leases.arrive([leases.Arrival("desk:a", alice.pk, "tab 2")], server="two")
    )
    two.join(1)
    go.set()
    one.join(5)
    two.join(5)
    assert leases.is_present("desk:a", alice.pk)
    assert said in ([], ["leave", "join"]), said

"""Before a temporary room goes its host is told; who comes back, or keeps it, calls that off."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.focus import actions as focus
from virtualcafe.focus.clock import Lengths
from virtualcafe.notifications.models import Notification
from virtualcafe.realtime import leases
from virtualcafe.rooms import actions, cleanup, presence
from virtualcafe.rooms.models import Room

SOON = NOON + timedelta(minutes=20)


@pytest.fixture
def table(alice: Person) -> Room:
    return actions.open_room(alice, name="Table", now=NOON)


def test_the_host_is_told_ten_minutes_before_and_once(table: Room, alice: Person) -> None:
    assert cleanup.warn_hosts(SOON - timedelta(seconds=1)) == 0
    assert cleanup.warn_hosts(SOON) == 1
    assert cleanup.warn_hosts(SOON + timedelta(minutes=1)) == 0
    told = Notification.objects.get()
    assert (told.person, told.kind) == (alice, "room_ending")
    assert told.data == {"room": table.named(), "expires_at": "2026-03-04T12:30:00.000Z"}


def test_nobody_is_told_of_rooms_that_stay(table: Room, alice: Person, bob: Person) -> None:
    actions.open_room(bob, name="Kept", lifetime="kept", now=NOON)
    focus.start(alice, table, lengths=Lengths(), now=NOON)
    assert cleanup.warn_hosts(SOON) == 0


def test_nobody_is_told_of_a_room_without_a_host(table: Room, alice: Person) -> None:
    actions.leave(alice, table, now=NOON)
    assert cleanup.warn_hosts(SOON) == 0


@pytest.mark.django_db(transaction=True)
def test_coming_back_calls_it_off(table: Room, alice: Person) -> None:
    cleanup.warn_hosts(SOON)
    leases.arrive([leases.Arrival(table.stream_name, alice.pk, "one")], server="s")
    table.refresh_from_db()
    assert (table.expires_at, table.warned_at) == (None, None)
    assert not Notification.objects.exists()


def test_keeping_it_calls_it_off(table: Room, alice: Person) -> None:
    cleanup.warn_hosts(SOON)
    actions.keep_room(Room.objects.get(), by=alice, now=SOON)
    table.refresh_from_db()
    assert (table.lifetime, table.expires_at, table.warned_at) == ("kept", None, None)
    assert not Notification.objects.exists()


def test_the_next_half_hour_has_its_own_warning(table: Room, bob: Person) -> None:
    cleanup.warn_hosts(SOON)
    actions.seat(bob, table, now=SOON)
    assert cleanup.warn_hosts(SOON + timedelta(minutes=19)) == 0
    assert cleanup.warn_hosts(SOON + timedelta(minutes=20)) == 1


def test_what_is_gone_warns_nobody(table: Room) -> None:
    assert cleanup.warn_hosts(NOON + presence.OUTLASTS) == 0
    assert cleanup.clean_up(NOON + presence.OUTLASTS) == [table.code]

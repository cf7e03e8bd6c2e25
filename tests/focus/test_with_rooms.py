"""What happens in a room ends parts and keeps rooms alive, by the rooms' own actions."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.focus.conftest import come, told, written
from virtualcafe.accounts.models import Person
from virtualcafe.focus import actions
from virtualcafe.focus.clock import Lengths
from virtualcafe.lib import clock
from virtualcafe.lib.errors import Forbidden
from virtualcafe.rooms import actions as rooms
from virtualcafe.rooms import hooks
from virtualcafe.rooms.models import Room
from virtualcafe.rooms.wire import room_object

TEN = timedelta(minutes=10)


@pytest.fixture
def running(room: Room, alice: Person, bob: Person) -> Room:
    come(room.stream_name, alice, bob)
    actions.start(alice, room, lengths=Lengths(), now=clock.now())
    return room


def test_who_leaves_the_room_keeps_their_minutes(running: Room, bob: Person) -> None:
    rooms.leave(bob, running, now=clock.now() + TEN)
    assert written(bob) == [("focus", "room", 10, False)]
    with pytest.raises(Forbidden):
        actions.join(bob, running, now=clock.now() + TEN)


def test_who_is_kicked_keeps_their_minutes_and_gets_no_more(
    running: Room, alice: Person, bob: Person
) -> None:
    rooms.kick(running, bob.pk, by=alice, now=clock.now() + TEN)
    actions.stop(alice, running, now=clock.now() + 2 * TEN)
    assert written(bob) == [("focus", "room", 10, False)]
    assert written(alice) == [("focus", "room", 20, False)]
    people = told(running.stream_name, "timer")[1]["timer"]["people"]  # type: ignore[index]
    assert people == [alice.pk]


def test_a_room_shows_its_timer_and_knows_whether_it_runs(
    running: Room, alice: Person, bob: Person
) -> None:
    assert hooks.timer_runs(running.pk)
    timer = room_object(running, for_person=bob.pk)["timer"]
    assert timer["people"] == sorted([alice.pk, bob.pk])  # type: ignore[index]
    actions.pause(alice, running, now=clock.now())
    assert not hooks.timer_runs(running.pk)


def test_a_room_without_a_timer_shows_an_idle_one(room: Room, bob: Person) -> None:
    timer = room_object(room, for_person=bob.pk)["timer"]
    assert (timer["version"], timer["phase"]) == (0, "idle")  # type: ignore[index]


def test_in_the_lounge_anybody_starts_and_joins(db: None, alice: Person, charlie: Person) -> None:
    rooms.open_lounge(now=clock.now())
    lounge = Room.objects.get(is_lounge=True)
    come(lounge.stream_name, alice)
    actions.start(charlie, lounge, lengths=Lengths(), now=clock.now())
    actions.stop(alice, lounge, now=clock.now() + TEN)
    assert written(alice) == written(charlie) == [("focus", "room", 10, False)]

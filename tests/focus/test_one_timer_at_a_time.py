"""One running timer a person: going over settles the first, and no minute counts twice."""

from __future__ import annotations

import pytest

from tests.focus.conftest import OpenRoom, at, come, go, told, written
from virtualcafe.accounts.models import Person
from virtualcafe.focus import actions
from virtualcafe.focus.clock import Lengths
from virtualcafe.focus.settling import settle_due
from virtualcafe.rooms.models import Room

POMODORO = Lengths(auto_start_breaks=False)


@pytest.fixture
def room(open_room: OpenRoom, alice: Person, bob: Person) -> Room:
    room = open_room(alice, bob)
    come("room:FCSRMA", alice, bob)
    return room


def test_joining_a_room_settles_the_own_timer(room: Room, alice: Person, bob: Person) -> None:
    go("room:FCSRMA", bob)
    actions.start(bob, lengths=POMODORO, now=at(0))
    actions.start(alice, room, lengths=POMODORO, now=at(5))
    actions.join(bob, room, now=at(10))
    settle_due(at(30))
    assert written(bob) == [("focus", "solo", 10, False), ("focus", "room", 20, True)]
    assert told(f"user:{bob.pk}", "timer")[-1]["timer"]["phase"] == "idle"  # type: ignore[index]


def test_starting_an_own_timer_leaves_the_rooms(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    actions.start(bob, lengths=POMODORO, now=at(10))
    settle_due(at(25))
    settle_due(at(35))
    assert written(alice) == [("focus", "room", 25, True)]
    assert written(bob) == [("focus", "room", 10, False), ("focus", "solo", 25, True)]


def test_who_is_in_another_timer_is_not_drawn_into_a_room(
    room: Room, alice: Person, bob: Person
) -> None:
    actions.start(bob, lengths=POMODORO, now=at(0))
    actions.start(alice, room, lengths=POMODORO, now=at(1))
    settle_due(at(26))
    assert written(bob) == [("focus", "solo", 25, True)]


def test_between_two_rooms_no_minute_counts_twice(
    room: Room, open_room: OpenRoom, alice: Person, bob: Person, charlie: Person
) -> None:
    other = open_room(charlie, bob, code="FCSRMB")
    come("room:FCSRMB", charlie)
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    actions.start(charlie, other, lengths=POMODORO, now=at(5))
    actions.join(bob, other, now=at(12))
    settle_due(at(25))
    settle_due(at(30))
    assert written(bob) == [("focus", "room", 12, False), ("focus", "room", 18, True)]

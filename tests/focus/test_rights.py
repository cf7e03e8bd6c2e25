"""Who may move a timer, and what is refused."""

from __future__ import annotations

import pytest

from tests.focus.conftest import OpenRoom, at, come, told, written
from virtualcafe.accounts.models import Person
from virtualcafe.focus import actions
from virtualcafe.focus.clock import Lengths
from virtualcafe.focus.settling import settle_due
from virtualcafe.lib.errors import CafeError, Conflict, Forbidden, NotFound
from virtualcafe.rooms.models import Room

POMODORO = Lengths(auto_start_breaks=False)


@pytest.fixture
def room(open_room: OpenRoom, alice: Person, bob: Person) -> Room:
    room = open_room(alice, bob)
    come("room:FCSRMA", alice, bob)
    return room


@pytest.mark.parametrize(("public", "refusal"), [(True, Forbidden), (False, NotFound)])
def test_a_stranger_can_neither_move_nor_join(
    *,
    open_room: OpenRoom,
    alice: Person,
    charlie: Person,
    public: bool,
    refusal: type[CafeError],
) -> None:
    room = open_room(alice, public=public)
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    for act in (actions.join, actions.leave, actions.pause, actions.stop):
        with pytest.raises(refusal):
            act(charlie, room, now=at(1))
    with pytest.raises(refusal):
        actions.start(charlie, room, lengths=POMODORO, now=at(1))
    assert written(charlie) == []


def test_where_the_host_keeps_the_timer_members_join_and_leave(
    open_room: OpenRoom, alice: Person, bob: Person
) -> None:
    room = open_room(alice, bob, may_start_timer="host")
    with pytest.raises(Forbidden):
        actions.start(bob, room, lengths=POMODORO, now=at(0))
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    for act in (actions.pause, actions.skip, actions.stop):
        with pytest.raises(Forbidden):
            act(bob, room, now=at(1))
    actions.join(bob, room, now=at(2))
    actions.leave(bob, room, now=at(6))
    assert written(bob) == [("focus", "room", 4, False)]


def test_starting_twice_is_refused_and_changes_nothing(
    room: Room, alice: Person, bob: Person
) -> None:
    first = actions.start(alice, room, lengths=POMODORO, now=at(0))
    with pytest.raises(Conflict):
        actions.start(bob, room, lengths=POMODORO, now=at(1))
    assert len(told("room:FCSRMA", "timer")) == first.version == 1


def test_joining_nothing_is_refused_and_joining_twice_is_once(
    room: Room, alice: Person, bob: Person
) -> None:
    with pytest.raises(Conflict):
        actions.join(bob, room, now=at(0))
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    actions.join(bob, room, now=at(9))
    settle_due(at(25))
    assert written(bob) == [("focus", "room", 25, True)]

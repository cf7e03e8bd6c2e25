"""Which phase begins by itself, and for whom: never in absence."""

from __future__ import annotations

import pytest

from tests.focus.conftest import OpenRoom, at, come, go, told, written
from virtualcafe.accounts.models import Person
from virtualcafe.focus import actions
from virtualcafe.focus.clock import Lengths
from virtualcafe.focus.models import Timer
from virtualcafe.focus.settling import settle_due
from virtualcafe.rooms.models import Room

ALONE = Lengths(auto_start_focus=True)


@pytest.fixture
def room(open_room: OpenRoom, alice: Person, bob: Person) -> Room:
    room = open_room(alice, bob)
    come("room:FCSRMA", alice, bob)
    return room


def shown(room: Room) -> tuple[str, str]:
    timer = Timer.objects.get(room=room)
    return timer.phase, timer.state


def test_the_break_runs_from_the_end_of_the_focus(room: Room, alice: Person) -> None:
    actions.start(alice, room, lengths=ALONE, now=at(0))
    settle_due(at(25.01))
    timer = Timer.objects.get(room=room)
    assert (timer.phase, timer.state, timer.ends_at) == ("break", "running", at(30))


def test_with_nobody_there_the_next_phase_waits(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=ALONE, now=at(0))
    go("room:FCSRMA", alice, bob)
    settle_due(at(25))
    settle_due(at(40))
    come("room:FCSRMA", alice)
    settle_due(at(41))
    assert shown(room) == ("break", "idle")
    assert written(alice) == written(bob) == [("focus", "room", 25, True)]


def test_who_is_back_within_two_minutes_finds_it_beginning(
    room: Room, alice: Person, bob: Person
) -> None:
    actions.start(alice, room, lengths=ALONE, now=at(0))
    go("room:FCSRMA", alice, bob)
    settle_due(at(25))
    assert shown(room) == ("break", "idle")
    come("room:FCSRMA", alice)
    settle_due(at(26))
    timer = Timer.objects.get(room=room)
    assert (timer.phase, timer.state, timer.ends_at) == ("break", "running", at(31))


def test_who_is_away_for_a_moment_at_the_change_was_in_it_all_along(
    room: Room, alice: Person, bob: Person
) -> None:
    actions.start(alice, room, lengths=ALONE, now=at(0))
    go("room:FCSRMA", bob)
    settle_due(at(25))
    come("room:FCSRMA", bob)
    settle_due(at(26))
    go("room:FCSRMA", bob)
    settle_due(at(30))
    assert written(bob)[-1] == ("break", "room", 5, True)


def test_who_stays_away_is_not_in_the_next_phase(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=ALONE, now=at(0))
    go("room:FCSRMA", bob)
    settle_due(at(25))
    settle_due(at(27))
    assert told("room:FCSRMA", "timer")[-1]["timer"]["people"] == [alice.pk]  # type: ignore[index]
    come("room:FCSRMA", bob)
    settle_due(at(30))
    assert written(bob) == [("focus", "room", 25, True)]


def test_who_comes_in_a_break_is_in_the_next_focus(room: Room, alice: Person, bob: Person) -> None:
    go("room:FCSRMA", bob)
    actions.start(alice, room, lengths=ALONE, now=at(0))
    settle_due(at(25))
    come("room:FCSRMA", bob)
    settle_due(at(30))
    settle_due(at(55))
    assert written(bob) == [("focus", "room", 25, True)]


def test_who_sat_out_is_not_drawn_in_again(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=ALONE, now=at(0))
    actions.leave(bob, room, now=at(10))
    settle_due(at(25))
    settle_due(at(30))
    settle_due(at(55))
    assert written(bob) == [("focus", "room", 10, False)]


def test_a_phase_that_waits_begins_for_those_who_are_there(
    room: Room, alice: Person, bob: Person
) -> None:
    actions.start(alice, room, lengths=Lengths(auto_start_breaks=False), now=at(0))
    settle_due(at(25))
    assert shown(room) == ("break", "idle")
    actions.start(bob, room, lengths=None, now=at(40))
    assert shown(room) == ("break", "running")
    settle_due(at(45))
    assert written(alice) == written(bob)
    assert written(bob)[-1] == ("break", "room", 5, True)


def test_while_a_phase_waits_everybody_is_free(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=Lengths(auto_start_breaks=False), now=at(0))
    settle_due(at(25))
    actions.start(bob, lengths=Lengths(), now=at(26))
    actions.resume(alice, room, now=at(27))
    settle_due(at(32))
    actions.stop(bob, now=at(36))
    assert written(bob) == [("focus", "room", 25, True), ("focus", "solo", 10, False)]


def test_an_own_timer_goes_on_while_a_tab_is_open(alice: Person) -> None:
    come(f"user:{alice.pk}", alice)
    actions.start(alice, lengths=ALONE, now=at(0))
    settle_due(at(25))
    settle_due(at(30))
    go(f"user:{alice.pk}", alice)
    settle_due(at(55))
    settle_due(at(120))
    timer = Timer.objects.get(owner=alice)
    assert (timer.phase, timer.state, timer.cycle) == ("break", "idle", 2)
    assert [minutes for _, _, minutes, _ in written(alice)] == [25, 5, 25]


def test_after_the_last_round_it_stops(room: Room, alice: Person) -> None:
    actions.start(alice, room, lengths=Lengths(cycles=1), now=at(0))
    settle_due(at(25))
    assert shown(room) == ("idle", "idle")
    assert not Timer.objects.get(room=room).participations.exists()


def test_who_came_back_long_after_the_grace_was_not_in_it_though_the_server_was_down(
    open_room: OpenRoom, alice: Person, bob: Person
) -> None:
    room = open_room(alice, bob)
    come("room:FCSRMA", alice, bob)
    actions.start(alice, room, lengths=Lengths(auto_start_focus=True), now=at(0))
    settle_due(at(25))
    go("room:FCSRMA", bob)
    settle_due(at(30))
    come("room:FCSRMA", bob)
    settle_due(at(60))
    assert written(bob)[2:] == []


def test_who_skips_without_a_socket_is_in_what_follows(alice: Person) -> None:
    actions.start(alice, lengths=Lengths(auto_start_focus=True), now=at(0))
    actions.skip(alice, now=at(10))
    actions.skip(alice, now=at(11))
    settle_due(at(14))
    settle_due(at(36))
    focused = [minutes for kind, _, minutes, _ in written(alice) if kind == "focus"]
    assert focused == [10, 25]

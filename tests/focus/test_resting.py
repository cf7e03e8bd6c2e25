"""A pause of one's own in a shared timer: the others go on, and nobody's minutes are mixed up."""

from __future__ import annotations

import pytest

from tests.focus.conftest import OpenRoom, at, come, told, written
from virtualcafe.accounts.models import Person
from virtualcafe.focus import actions, selectors
from virtualcafe.focus.clock import Lengths
from virtualcafe.focus.models import Session, Timer
from virtualcafe.focus.settling import settle_due
from virtualcafe.focus.wire import with_people
from virtualcafe.lib.errors import BadRequest, Conflict, Forbidden
from virtualcafe.rooms.models import Room

POMODORO = Lengths(auto_start_breaks=False)
BY_ITSELF = Lengths(auto_start_breaks=True, auto_start_focus=True)


@pytest.fixture
def room(open_room: OpenRoom, alice: Person, bob: Person) -> Room:
    room = open_room(alice, bob)
    come("room:FCSRMA", alice, bob)
    return room


def test_the_others_go_on_and_the_minutes_of_the_rest_do_not_count(
    room: Room, alice: Person, bob: Person
) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    resting = with_people(actions.rest(bob, room, now=at(5)), now=at(5))
    assert (resting["people"], resting["resting"]) == ([alice.pk, bob.pk], [bob.pk])
    assert (resting["state"], resting["version"]) == ("running", 1)
    assert written(bob) == []
    back = with_people(actions.join(bob, room, now=at(12)), now=at(12))
    assert back["resting"] == []
    settle_due(at(25))
    assert written(alice) == [("focus", "room", 25, True)]
    assert written(bob) == [("focus", "room", 18, True)]
    assert Session.objects.get(person=bob).started_at == at(0)


def test_who_still_rests_at_the_end_keeps_what_was_done(
    room: Room, alice: Person, bob: Person
) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    actions.rest(bob, room, now=at(9.5))
    settle_due(at(25))
    settle_due(at(26))
    assert written(bob) == [("focus", "room", 9, False)]
    assert len(told(f"user:{bob.pk}", "session_finished")) == 1


def test_a_rest_outlasts_the_phase_until_they_are_back(
    room: Room, alice: Person, bob: Person
) -> None:
    actions.start(alice, room, lengths=BY_ITSELF, now=at(0))
    actions.rest(bob, room, now=at(10))
    settle_due(at(25))
    settle_due(at(30))
    timer = Timer.objects.get(room=room)
    assert with_people(timer, now=at(31))["resting"] == [bob.pk]
    actions.join(bob, room, now=at(40))
    settle_due(at(55))
    assert written(bob) == [("focus", "room", 10, False), ("focus", "room", 15, True)]
    assert Session.objects.get(person=bob, minutes=15).started_at == at(40)


def test_who_left_a_phase_and_joins_a_later_one_counts_only_that(
    room: Room, alice: Person, bob: Person
) -> None:
    actions.start(alice, room, lengths=BY_ITSELF, now=at(0))
    actions.leave(bob, room, now=at(5))
    settle_due(at(25))
    settle_due(at(30))
    actions.join(bob, room, now=at(40))
    settle_due(at(55))
    assert written(bob) == [("focus", "room", 5, False), ("focus", "room", 15, True)]


def test_resting_while_all_pause_costs_nothing(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    actions.pause(alice, room, now=at(10))
    actions.rest(bob, room, now=at(11))
    actions.resume(alice, room, now=at(20))
    actions.join(bob, room, now=at(25))
    settle_due(at(35))
    assert written(bob) == [("focus", "room", 20, True)]


def test_leaving_from_a_rest_writes_what_was_done(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    actions.rest(bob, room, now=at(8))
    actions.leave(bob, room, now=at(20))
    assert written(bob) == [("focus", "room", 8, False)]


def test_whoever_rests_is_free_for_their_own_timer(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    actions.rest(bob, room, now=at(5))
    assert selectors.taking_part_in(bob) is None
    actions.start(bob, lengths=POMODORO, now=at(6))
    actions.join(bob, room, now=at(16))
    settle_due(at(25))
    assert written(bob) == [("focus", "room", 14, True), ("focus", "solo", 10, False)]


def test_pressing_start_ends_the_rest(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    actions.rest(bob, room, now=at(5))
    settle_due(at(25))
    actions.resume(bob, room, now=at(30))
    assert with_people(Timer.objects.get(room=room), now=at(30))["resting"] == []


def test_resting_twice_changes_nothing_more(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    actions.rest(bob, room, now=at(5))
    with pytest.raises(Conflict, match="no part"):
        actions.rest(bob, room, now=at(9))
    settle_due(at(25))
    assert written(bob) == [("focus", "room", 5, False)]


def test_who_takes_no_part_has_nothing_to_rest_from(room: Room, alice: Person, bob: Person) -> None:
    with pytest.raises(Conflict):
        actions.rest(bob, room, now=at(0))
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    actions.leave(bob, room, now=at(2))
    with pytest.raises(Conflict):
        actions.rest(bob, room, now=at(3))


def test_a_stranger_may_not_and_ones_own_timer_is_paused_instead(
    room: Room, alice: Person, charlie: Person
) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    with pytest.raises(Forbidden):
        actions.rest(charlie, room, now=at(1))
    with pytest.raises(BadRequest):
        actions.rest(alice, None, now=at(1))


def test_a_member_rests_also_where_only_the_host_keeps_the_timer(
    room: Room, alice: Person, bob: Person
) -> None:
    Room.objects.filter(pk=room.pk).update(may_start_timer="host")
    room.refresh_from_db()
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    actions.rest(bob, room, now=at(5))
    with pytest.raises(Forbidden):
        actions.pause(bob, room, now=at(6))

"""From a story to whole minutes: what each person really was in, written once."""

from __future__ import annotations

import pytest

from tests.focus.conftest import OpenRoom, at, come, go, told, written
from virtualcafe.accounts.models import Person
from virtualcafe.focus import actions, rooms
from virtualcafe.focus.clock import Lengths
from virtualcafe.focus.models import Session
from virtualcafe.focus.settling import settle_due
from virtualcafe.rooms.models import Room

POMODORO = Lengths(auto_start_breaks=False)


@pytest.fixture
def room(open_room: OpenRoom, alice: Person, bob: Person) -> Room:
    room = open_room(alice, bob)
    come("room:FCSRMA", alice, bob)
    return room


def test_all_who_are_present_get_the_whole_phase(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    settle_due(at(24.9))
    assert written(alice) == []
    settle_due(at(25.1))
    settle_due(at(25.2))
    assert written(alice) == written(bob) == [("focus", "room", 25, True)]
    session = Session.objects.get(person=bob)
    assert (session.started_at, session.ended_at) == (at(0), at(25))
    assert (session.room_name, session.planned_minutes) == ("Room FCSRMA", 25)


def test_stopping_early_keeps_what_was_done_rounded_down(
    room: Room, alice: Person, bob: Person
) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    actions.stop(bob, room, now=at(11.99))
    assert written(alice) == written(bob) == [("focus", "room", 11, False)]


def test_under_a_minute_nothing_is_written(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    actions.stop(alice, room, now=at(0.99))
    assert written(alice) == written(bob) == []


def test_a_late_comer_counts_from_joining(
    room: Room, alice: Person, bob: Person, open_room: OpenRoom
) -> None:
    go("room:FCSRMA", bob)
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    come("room:FCSRMA", bob)
    actions.join(bob, room, now=at(10.5))
    settle_due(at(26))
    assert written(alice) == [("focus", "room", 25, True)]
    assert written(bob) == [("focus", "room", 14, True)]


def test_who_only_watches_gets_nothing(room: Room, alice: Person, bob: Person) -> None:
    go("room:FCSRMA", bob)
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    come("room:FCSRMA", bob)
    settle_due(at(25))
    assert written(bob) == []


def test_leaving_the_timer_ends_the_part_at_once(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    actions.leave(bob, room, now=at(7.5))
    assert written(bob) == [("focus", "room", 7, False)]
    settle_due(at(25))
    assert written(bob) == [("focus", "room", 7, False)]
    assert written(alice) == [("focus", "room", 25, True)]


def test_who_comes_back_goes_on_with_the_same_session(
    room: Room, alice: Person, bob: Person
) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    actions.leave(bob, room, now=at(5.5))
    actions.join(bob, room, now=at(20))
    settle_due(at(25))
    assert written(bob) == [("focus", "room", 10, True)]


@pytest.mark.parametrize("reason", ["left", "kicked"])
def test_leaving_the_room_or_being_kicked_ends_the_part(
    room: Room, alice: Person, bob: Person, reason: str
) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    rooms.end_part(room, bob.pk, reason, at(12))  # type: ignore[arg-type]
    settle_due(at(25))
    assert written(bob) == [("focus", "room", 12, False)]


def test_a_lost_connection_counts_on(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    go("room:FCSRMA", bob)
    rooms.end_part(room, bob.pk, "absent", at(20))
    settle_due(at(25))
    assert written(bob) == [("focus", "room", 25, True)]


def test_pauses_do_not_count(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    actions.pause(bob, room, now=at(10))
    settle_due(at(60))
    actions.resume(alice, room, now=at(60))
    settle_due(at(75))
    assert written(alice) == written(bob) == [("focus", "room", 25, True)]
    assert Session.objects.get(person=alice).ended_at == at(75)


def test_joining_and_leaving_in_a_pause_counts_running_time_only(
    room: Room, alice: Person, bob: Person
) -> None:
    go("room:FCSRMA", bob)
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    actions.pause(alice, room, now=at(10))
    actions.join(bob, room, now=at(20))
    actions.resume(alice, room, now=at(30))
    actions.pause(alice, room, now=at(33))
    actions.leave(bob, room, now=at(90))
    assert written(bob) == [("focus", "room", 3, False)]


def test_added_minutes_count(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    actions.add(alice, room, minutes=5, now=at(24))
    settle_due(at(25))
    assert written(alice) == []
    settle_due(at(30))
    assert written(alice) == [("focus", "room", 30, True)]
    assert Session.objects.get(person=bob).planned_minutes == 30


def test_skipping_writes_what_was_done_and_goes_on(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=Lengths(), now=at(0))
    timer = actions.skip(alice, room, now=at(9))
    assert (timer.phase, timer.state) == ("break", "running")
    assert written(bob) == [("focus", "room", 9, False)]


def test_breaks_are_kept_as_sessions_of_their_own(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=Lengths(), now=at(0))
    settle_due(at(25))
    settle_due(at(30))
    assert written(alice) == [("focus", "room", 25, True), ("break", "room", 5, True)]
    assert written(bob) == written(alice)


def test_the_timer_goes_on_when_the_host_leaves(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    go("room:FCSRMA", alice)
    rooms.end_part(room, alice.pk, "left", at(3))
    settle_due(at(25))
    assert written(bob) == [("focus", "room", 25, True)]
    assert written(alice) == [("focus", "room", 3, False)]


def test_an_own_timer_writes_solo_sessions_with_their_goal(alice: Person, bob: Person) -> None:
    actions.start(alice, lengths=POMODORO, now=at(0), task="Algebra", goal="Chapter 3")
    settle_due(at(25))
    assert written(alice) == [("focus", "solo", 25, True)]
    session = Session.objects.get(person=alice)
    assert (session.task, session.goal, session.room, session.room_name) == (
        "Algebra",
        "Chapter 3",
        None,
        "",
    )
    assert written(bob) == []


def test_a_goal_is_only_its_persons(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0), goal="Chapter 3")
    settle_due(at(25))
    assert Session.objects.get(person=alice).goal == "Chapter 3"
    assert Session.objects.get(person=bob).goal == ""


def test_after_downtime_the_phase_is_settled_at_its_own_end(
    room: Room, alice: Person, bob: Person
) -> None:
    actions.start(alice, room, lengths=Lengths(auto_start_focus=True), now=at(0))
    settle_due(at(300))
    assert written(alice) == written(bob) == [("focus", "room", 25, True)]
    assert Session.objects.get(person=bob).ended_at == at(25)
    timer = actions.resume(alice, room, now=at(301))
    assert (timer.phase, timer.ends_at) == ("break", at(306))


def test_an_action_after_the_end_settles_the_end_first(
    room: Room, alice: Person, bob: Person
) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    actions.stop(alice, room, now=at(40))
    assert written(bob) == [("focus", "room", 25, True)]


def test_a_closing_room_writes_what_a_pause_kept(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    actions.pause(alice, room, now=at(8))
    rooms.stop_timer(room)
    Room.objects.filter(pk=room.pk).delete()
    session = Session.objects.get(person=bob)
    assert (session.minutes, session.room, session.room_name) == (8, None, "Room FCSRMA")


def test_everybody_is_told_of_their_session_once(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=POMODORO, now=at(0))
    settle_due(at(25))
    settle_due(at(26))
    (event,) = told(f"user:{bob.pk}", "session_finished")
    session = Session.objects.get(person=bob)
    assert event["session"] == {
        "id": session.pk,
        "kind": "focus",
        "source": "room",
        "room": {"id": room.pk, "code": "FCSRMA", "name": "Room FCSRMA"},
        "task": None,
        "task_id": None,
        "goal": None,
        "outcome": None,
        "planned_minutes": 25,
        "minutes": 25,
        "completed": True,
        "started_at": "2026-03-04T12:00:00.000Z",
        "ended_at": "2026-03-04T12:25:00.000Z",
        "local_date": "2026-03-04",
        "corrected": False,
    }


def test_a_clock_set_back_in_a_pause_ends_no_session_before_it_began(alice: Person) -> None:
    actions.start(alice, lengths=Lengths(), now=at(0))
    actions.pause(alice, now=at(10))
    actions.stop(alice, now=at(-50))
    session = Session.objects.get()
    assert session.minutes == 10
    assert session.ended_at > session.started_at

"""A room that follows the café clock: its phases come by themselves, its minutes are people's."""

from __future__ import annotations

import pytest

from tests.focus.conftest import OpenRoom, at, come, go, told, written
from virtualcafe.accounts.models import Person
from virtualcafe.focus import actions, rooms
from virtualcafe.focus.clock import Lengths
from virtualcafe.focus.models import Session, Timer
from virtualcafe.focus.settling import settle_due
from virtualcafe.focus.wire import with_people
from virtualcafe.lib.errors import BadRequest, Conflict, Forbidden
from virtualcafe.rooms.models import Room


@pytest.fixture
def room(open_room: OpenRoom, alice: Person, bob: Person) -> Room:
    room = open_room(alice, bob)
    come("room:FCSRMA", alice, bob)
    return room


def seen(room: Room, minute: float) -> tuple[object, object, object]:
    """As a client shows it that knows nothing of café clocks."""
    timer = with_people(Timer.objects.get(room=room), now=at(minute))
    return timer["phase"], timer["state"], timer["remaining_ms"]


def test_it_is_in_the_middle_of_the_phase_that_it_is(room: Room, alice: Person) -> None:
    timer = with_people(actions.follow(alice, room, plan="50/10", now=at(20)), now=at(20))
    names = ("phase", "state", "follows", "remaining_ms", "planned_ms", "cycle", "cycles")
    assert tuple(timer[name] for name in names) == (
        "focus",
        "running",
        "50/10",
        30 * 60_000,
        50 * 60_000,
        1,
        1,
    )
    assert timer["ends_at"] == "2026-03-04T12:50:00.000Z"


def test_the_phases_come_with_the_hour_and_minutes_are_written_once(
    room: Room, alice: Person, bob: Person
) -> None:
    actions.follow(alice, room, plan="25/5", now=at(10))
    for minute in (24, 25, 25.1, 30, 30.1, 55, 56):
        settle_due(at(minute))
    expected = [
        ("focus", "room", 15, True),
        ("break", "room", 5, True),
        ("focus", "room", 25, True),
    ]
    assert written(alice) == written(bob) == expected
    assert Session.objects.filter(person=bob).earliest("started_at").started_at == at(10)
    assert len(told(f"user:{bob.pk}", "session_finished")) == 3


def test_what_is_shown_waits_for_nobody(room: Room, alice: Person, bob: Person) -> None:
    actions.follow(alice, room, plan="50/10", now=at(20))
    go("room:FCSRMA", alice, bob)
    assert seen(room, 52) == ("break", "running", 8 * 60_000)
    settle_due(at(52))
    settle_due(at(61))
    assert seen(room, 24 * 60 + 5) == ("focus", "running", 45 * 60_000)
    events = len(told("room:FCSRMA", "timer"))
    settle_due(at(24 * 60))
    assert len(told("room:FCSRMA", "timer")) == events


def test_who_went_has_the_phase_and_no_later_one(room: Room, alice: Person, bob: Person) -> None:
    actions.follow(alice, room, plan="50/10", now=at(0))
    go("room:FCSRMA", bob)
    for minute in (50, 52.1, 60, 62.1, 110):
        settle_due(at(minute))
    assert written(bob) == [("focus", "room", 50, True)]
    assert [minutes for kind, _, minutes, _ in written(alice) if kind == "focus"] == [50, 50]


def test_who_comes_to_a_sleeping_clock_joins_or_is_in_the_next_focus(
    room: Room, alice: Person, bob: Person
) -> None:
    actions.follow(alice, room, plan="25/5", now=at(0))
    go("room:FCSRMA", alice, bob)
    for minute in (25, 27.1, 30, 33):
        settle_due(at(minute))
    assert not rooms.timer_runs(room.pk)
    come("room:FCSRMA", alice, bob)
    settle_due(at(40))
    timer = with_people(Timer.objects.get(room=room), now=at(40))
    assert (timer["phase"], timer["people"]) == ("focus", [])
    actions.join(bob, room, now=at(45))
    for minute in (55, 60, 85):
        settle_due(at(minute))
    focus = {
        person: [row[2] for row in written(person) if row[0] == "focus"] for person in (alice, bob)
    }
    assert focus == {alice: [25, 25], bob: [25, 10, 25]}


def test_joining_by_a_program_wakes_it(room: Room, alice: Person, bob: Person) -> None:
    actions.follow(alice, room, plan="50/10", now=at(0))
    go("room:FCSRMA", alice, bob)
    for minute in (50, 52.1, 60, 63):
        settle_due(at(minute))
    timer = actions.join(bob, room, now=at(70))
    assert with_people(timer, now=at(70))["people"] == [bob.pk]
    settle_due(at(110))
    assert written(bob)[-1] == ("focus", "room", 40, True)


def test_a_closed_cafe_settles_what_ran_and_counts_nobody_into_what_came(
    room: Room, alice: Person, bob: Person
) -> None:
    actions.follow(alice, room, plan="50/10", now=at(0))
    settle_due(at(200))
    assert written(alice) == written(bob) == [("focus", "room", 50, True)]
    timer = with_people(Timer.objects.get(room=room), now=at(200))
    assert (timer["phase"], timer["remaining_ms"], timer["people"]) == ("focus", 30 * 60_000, [])
    settle_due(at(230))
    settle_due(at(240))
    settle_due(at(290))
    assert [row for row in written(bob) if row[0] == "focus"] == [
        ("focus", "room", 50, True),
        ("focus", "room", 50, True),
    ]


def test_resting_and_leaving_are_as_in_any_shared_timer(
    room: Room, alice: Person, bob: Person
) -> None:
    actions.follow(alice, room, plan="50/10", now=at(0))
    actions.rest(bob, room, now=at(10))
    actions.leave(alice, room, now=at(20))
    actions.join(bob, room, now=at(30))
    settle_due(at(50))
    assert (written(alice), written(bob)) == (
        [("focus", "room", 20, False)],
        [("focus", "room", 30, True)],
    )


@pytest.mark.parametrize("act", [actions.pause, actions.resume, actions.skip])
def test_nobody_moves_it(act: object, room: Room, alice: Person) -> None:
    actions.follow(alice, room, plan="50/10", now=at(0))
    with pytest.raises(Conflict):
        act(alice, room, now=at(1))  # type: ignore[operator]
    with pytest.raises(Conflict):
        actions.add(alice, room, minutes=5, now=at(1))
    with pytest.raises(Conflict):
        actions.start(alice, room, lengths=Lengths(), now=at(1))


def test_stopping_ends_it_awake_or_asleep(room: Room, alice: Person, bob: Person) -> None:
    actions.follow(alice, room, plan="50/10", now=at(0))
    actions.stop(bob, room, now=at(12))
    assert written(alice) == [("focus", "room", 12, False)]
    assert seen(room, 13) == ("idle", "idle", 0)
    actions.follow(alice, room, plan="50/10", now=at(20))
    go("room:FCSRMA", alice, bob)
    for minute in (50, 52.1, 60, 63):
        settle_due(at(minute))
    actions.stop(bob, room, now=at(70))
    assert seen(room, 71) == ("idle", "idle", 0)


def test_one_plan_gives_way_to_the_other(room: Room, alice: Person, bob: Person) -> None:
    actions.follow(alice, room, plan="50/10", now=at(0))
    actions.follow(alice, room, plan="25/5", now=at(20))
    settle_due(at(25))
    assert [row[:3] for row in written(bob)] == [("focus", "room", 20), ("focus", "room", 5)]


def test_a_running_timer_is_stopped_first(room: Room, alice: Person) -> None:
    actions.start(alice, room, lengths=Lengths(), now=at(0))
    with pytest.raises(Conflict, match="already running"):
        actions.follow(alice, room, plan="50/10", now=at(5))


def test_it_takes_the_right_that_the_room_gives(
    room: Room, alice: Person, bob: Person, charlie: Person
) -> None:
    with pytest.raises(Forbidden):
        actions.follow(charlie, room, plan="50/10", now=at(0))
    Room.objects.filter(pk=room.pk).update(may_start_timer="host")
    room.refresh_from_db()
    with pytest.raises(Forbidden):
        actions.follow(bob, room, plan="50/10", now=at(0))
    actions.follow(alice, room, plan="50/10", now=at(0))


def test_other_plans_and_ones_own_timer_are_refused(room: Room, alice: Person) -> None:
    with pytest.raises(BadRequest):
        actions.follow(alice, room, plan="90/20", now=at(0))
    with pytest.raises(BadRequest):
        actions.follow(alice, None, plan="50/10", now=at(0))


def test_the_hour_is_that_of_whoever_switched_it_on(room: Room, alice: Person) -> None:
    Person.objects.filter(pk=alice.pk).update(time_zone="Asia/Kolkata")
    alice.refresh_from_db()
    actions.follow(alice, room, plan="50/10", now=at(10))  # 17:40 there
    assert Timer.objects.get(room=room).ends_at == at(20)


def test_an_empty_room_on_the_cafe_clock_may_still_go(room: Room, alice: Person) -> None:
    actions.follow(alice, room, plan="50/10", now=at(0))
    assert rooms.timer_runs(room.pk)
    actions.leave(alice, room, now=at(5))
    Timer.objects.get(room=room).participations.all().delete()
    assert not rooms.timer_runs(room.pk)

"""A focus that counts up: it ends when somebody ends it, or when it was plainly forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.focus.conftest import OpenRoom, at, come, go, written
from virtualcafe.accounts.models import Person
from virtualcafe.focus import actions
from virtualcafe.focus.clock import Lengths
from virtualcafe.focus.models import Session, Timer
from virtualcafe.focus.settling import settle_due, settle_forgotten
from virtualcafe.focus.wire import with_people
from virtualcafe.lib.errors import Conflict

OPEN_END = Lengths(count_up=True, auto_start_breaks=False)


def start(person: Person) -> Timer:
    come(f"user:{person.pk}", person)
    return actions.start(person, lengths=OPEN_END, now=at(0))


def alive(*, until: int, since: int = 0) -> None:
    """The café looks around every minute; here every twenty."""
    for minute in range(since, until + 1, 20):
        settle_due(at(minute))
        settle_forgotten(at(minute))


def test_the_wire_shows_no_end_and_what_has_run(alice: Person) -> None:
    timer = with_people(start(alice), now=at(7))
    shown = {name: timer[name] for name in ("ends_at", "remaining_ms", "planned_ms", "elapsed_ms")}
    assert shown == {"ends_at": None, "remaining_ms": 0, "planned_ms": 0, "elapsed_ms": 420_000}
    assert timer["counts_from"] == "2026-03-04T12:00:00.000Z"
    assert timer["count_up"] is True


@pytest.mark.parametrize("end", [actions.stop, actions.skip])
def test_ending_it_keeps_what_was_done_and_pauses_do_not_count(end: object, alice: Person) -> None:
    start(alice)
    actions.pause(alice, now=at(40))
    actions.resume(alice, now=at(100))
    end(alice, now=at(150.9))  # type: ignore[operator]
    session = Session.objects.get(person=alice)
    assert (session.minutes, session.planned_minutes, session.completed) == (90, 90, True)
    assert (session.started_at, session.ended_at) == (at(0), at(150.9))


def test_it_has_no_end_to_move(alice: Person) -> None:
    start(alice)
    with pytest.raises(Conflict, match="counts up"):
        actions.add(alice, minutes=5, now=at(1))


def test_after_a_skip_comes_the_break_and_then_it_counts_up_again(alice: Person) -> None:
    come(f"user:{alice.pk}", alice)
    actions.start(alice, lengths=Lengths(count_up=True, auto_start_focus=True), now=at(0))
    timer = actions.skip(alice, now=at(70))
    assert (timer.phase, timer.ends_at) == ("break", at(75))
    settle_due(at(75))
    assert with_people(Timer.objects.get(), now=at(80))["elapsed_ms"] == 300_000


def test_a_closed_laptop_is_settled_at_the_last_sign_of_life(alice: Person) -> None:
    start(alice)
    alive(until=60)
    go(f"user:{alice.pk}", alice)
    settle_forgotten(at(299))
    assert written(alice) == []
    settle_forgotten(at(22 * 60))
    session = Session.objects.get(person=alice)
    assert (session.minutes, session.ended_at) == (60, at(60))
    assert Timer.objects.get().phase == "idle"


def test_who_is_back_within_four_hours_counts_on(alice: Person) -> None:
    start(alice)
    go(f"user:{alice.pk}", alice)
    settle_forgotten(at(239))
    come(f"user:{alice.pk}", alice)
    settle_forgotten(at(239.5))
    settle_forgotten(at(300))
    actions.stop(alice, now=at(301))
    assert written(alice) == [("focus", "solo", 301, True)]


def test_who_sleeps_beside_an_open_page_gets_twelve_hours_and_no_more(alice: Person) -> None:
    start(alice)
    alive(until=22 * 60)
    assert written(alice) == [("focus", "solo", 720, True)]
    assert Session.objects.get().ended_at == at(720)
    assert Timer.objects.get().phase == "idle"


def test_a_server_that_was_down_for_hours_settles_before_it_looks(alice: Person) -> None:
    start(alice)
    alive(until=40)
    settle_due(at(600))
    settle_forgotten(at(600))
    assert written(alice) == [("focus", "solo", 40, True)]


def test_in_a_room_only_who_went_is_let_go(open_room: OpenRoom, alice: Person, bob: Person) -> None:
    room = open_room(alice, bob)
    come("room:FCSRMA", alice, bob)
    actions.start(alice, room, lengths=OPEN_END, now=at(0))
    alive(until=20)
    go("room:FCSRMA", bob)
    alive(since=40, until=300)
    assert written(bob) == [("focus", "room", 20, True)]
    assert Timer.objects.get(room=room).state == "running"
    actions.leave(alice, room, now=at(310))
    settle_forgotten(at(311))
    assert written(alice) == [("focus", "room", 310, True)]
    assert Timer.objects.get(room=room).phase == "idle"


def test_with_the_last_who_leaves_it_stops(open_room: OpenRoom, alice: Person, bob: Person) -> None:
    room = open_room(alice, bob)
    come("room:FCSRMA", alice, bob)
    actions.start(alice, room, lengths=OPEN_END, now=at(0))
    actions.leave(bob, room, now=at(5))
    assert Timer.objects.get(room=room).state == "running"
    actions.start(alice, lengths=OPEN_END, now=at(9))
    assert Timer.objects.get(room=room).phase == "idle"
    assert (written(bob), written(alice)) == (
        [("focus", "room", 5, True)],
        [("focus", "room", 9, True)],
    )


def test_a_paused_one_is_settled_too(alice: Person) -> None:
    start(alice)
    actions.pause(alice, now=at(30))
    go(f"user:{alice.pk}", alice)
    settle_forgotten(at(30) + timedelta(hours=5))
    session = Session.objects.get(person=alice)
    assert (session.minutes, session.ended_at) == (30, at(30))


def test_who_is_back_after_five_hours_finds_it_settled(alice: Person) -> None:
    start(alice)
    alive(until=20)
    with pytest.raises(Conflict):
        actions.stop(alice, now=at(320))
    assert written(alice) == []
    settle_forgotten(at(320))
    assert written(alice) == [("focus", "solo", 20, True)]


def test_after_the_break_it_waits_to_count_up_again(alice: Person) -> None:
    come(f"user:{alice.pk}", alice)
    actions.start(alice, lengths=Lengths(count_up=True), now=at(0))
    actions.skip(alice, now=at(50))
    settle_due(at(55))
    settle_forgotten(at(55.5))
    timer = actions.resume(alice, now=at(56))
    assert (timer.phase, timer.state, timer.cycle) == ("focus", "running", 2)


def test_who_was_forgotten_gets_nothing_for_after_their_last_sign_of_life(
    open_room: OpenRoom, alice: Person, bob: Person
) -> None:
    room = open_room(alice, bob)
    come("room:FCSRMA", alice, bob)
    actions.start(alice, room, lengths=Lengths(count_up=True), now=at(0))
    settle_forgotten(at(30))
    go("room:FCSRMA", alice)
    actions.pause(bob, room, now=at(90))
    actions.resume(bob, room, now=at(120))
    settle_forgotten(at(271))
    session = Session.objects.get(person=alice)
    assert (session.minutes, session.ended_at) == (30, at(30))

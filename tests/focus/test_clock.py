"""The timer as a pure machine: what follows what, and which minutes count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from virtualcafe.focus import clock
from virtualcafe.focus.clock import Clock, Lengths, Phase, Running, WrongLength, WrongMoment

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def at(number: float) -> datetime:
    return NOON + minutes(number)


def running(**lengths: int | bool) -> Clock:
    return clock.start(Clock(), lengths=Lengths(**lengths), now=NOON)  # type: ignore[arg-type]


def test_a_run_begins_with_the_first_focus() -> None:
    timer = running()
    assert (timer.phase, timer.state, timer.cycle) == (Phase.FOCUS, Running.RUNNING, 1)
    assert (timer.started_at, timer.ends_at) == (NOON, at(25))
    assert (timer.version, timer.begun) == (1, 1)


def test_a_pause_keeps_what_is_left_and_moves_the_end() -> None:
    paused = clock.pause(running(), now=at(10))
    assert (paused.state, paused.ends_at, paused.remaining) == (Running.PAUSED, None, minutes(15))
    resumed = clock.resume(paused, now=at(70))
    assert (resumed.ends_at, resumed.elapsed_at(at(75))) == (at(85), minutes(15))
    assert (resumed.started_at, resumed.begun, resumed.version) == (NOON, 1, 3)


def test_the_break_begins_by_itself_where_the_focus_ended() -> None:
    rest = clock.finish(running(), by_itself=True)
    assert (rest.phase, rest.state, rest.cycle) == (Phase.BREAK, Running.RUNNING, 1)
    assert (rest.started_at, rest.ends_at, rest.begun) == (at(25), at(30), 2)


@pytest.mark.parametrize(
    ("lengths", "by_itself"), [({"auto_start_breaks": False}, True), ({}, False)]
)
def test_a_break_waits_when_it_is_set_to_or_nobody_is_there(
    *, lengths: dict[str, bool], by_itself: bool
) -> None:
    rest = clock.finish(running(**lengths), by_itself=by_itself)
    assert rest.is_waiting
    assert (rest.phase, rest.ends_at, rest.remaining) == (Phase.BREAK, None, minutes(5))
    begun = clock.resume(rest, now=at(40))
    assert (begun.started_at, begun.ends_at) == (at(40), at(45))


@pytest.mark.parametrize(
    ("auto_start_focus", "state"), [(False, Running.IDLE), (True, Running.RUNNING)]
)
def test_after_the_break_the_next_round_follows_its_own_switch(
    *, auto_start_focus: bool, state: Running
) -> None:
    rest = clock.finish(running(auto_start_focus=auto_start_focus), by_itself=True)
    focus = clock.finish(rest, by_itself=True)
    assert (focus.phase, focus.state, focus.cycle) == (Phase.FOCUS, state, 2)


def test_every_nth_break_is_long_and_after_the_last_round_it_stops() -> None:
    timer = running(cycles=4, long_break_every=2, auto_start_focus=True)
    phases = [timer.phase]
    while not timer.is_idle:
        timer = clock.finish(timer, by_itself=True)
        phases.append(timer.phase)
    focus, short, long = Phase.FOCUS, Phase.BREAK, Phase.LONG_BREAK
    assert phases == [focus, short, focus, long, focus, short, focus, Phase.IDLE]
    assert (timer.state, timer.cycle, timer.ends_at) == (Running.IDLE, 0, None)


def test_skip_goes_on_at_once_by_the_same_switches() -> None:
    rest = clock.skip(running(), now=at(3))
    assert (rest.phase, rest.state, rest.ends_at) == (Phase.BREAK, Running.RUNNING, at(8))
    focus = clock.skip(rest, now=at(4))
    assert (focus.phase, focus.state, focus.cycle) == (Phase.FOCUS, Running.IDLE, 2)


def test_minutes_can_be_added_running_and_paused() -> None:
    longer = clock.add(running(), minutes=5, now=at(10))
    assert (longer.planned, longer.ends_at, longer.elapsed_at(at(10))) == (
        minutes(30),
        at(30),
        minutes(10),
    )
    paused = clock.add(clock.pause(longer, now=at(20)), minutes=5, now=at(50))
    assert (paused.remaining, paused.ends_at) == (minutes(15), None)


def test_a_clock_set_back_makes_no_minutes() -> None:
    timer = clock.resume(clock.pause(running(), now=at(10)), now=at(10))
    assert timer.elapsed_at(at(-60)) == minutes(10)
    assert clock.pause(timer, now=at(-60)).remaining == minutes(15)


def test_an_end_is_reached_and_not_passed() -> None:
    timer = running()
    assert not timer.is_due(at(24.99))
    assert timer.is_due(at(25))
    assert timer.elapsed_at(at(500)) == minutes(25)


@pytest.mark.parametrize("wrong", [0, -1, 181])
@pytest.mark.parametrize("name", ["focus_minutes", "break_minutes", "long_break_minutes"])
def test_lengths_are_1_to_180_minutes(name: str, wrong: int) -> None:
    with pytest.raises(WrongLength, match=f"{name} should be a whole number from 1 to 180"):
        Lengths(**{name: wrong})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["cycles", "long_break_every"])
@pytest.mark.parametrize("wrong", [0, 101])
def test_rounds_are_1_to_100(name: str, wrong: int) -> None:
    with pytest.raises(WrongLength):
        Lengths(**{name: wrong})  # type: ignore[arg-type]


def test_a_phase_does_not_grow_past_180_minutes() -> None:
    assert clock.add(running(), minutes=155, now=NOON).planned == minutes(180)
    with pytest.raises(WrongLength):
        clock.add(running(), minutes=156, now=NOON)


IDLE = Clock()
PAUSED = clock.pause(running(), now=at(1))


@pytest.mark.parametrize(
    ("transition", "state"),
    [
        (lambda state: clock.start(state, lengths=Lengths(), now=NOON), running()),
        (lambda state: clock.start(state, lengths=Lengths(), now=NOON), PAUSED),
        (lambda state: clock.pause(state, now=NOON), IDLE),
        (lambda state: clock.pause(state, now=NOON), PAUSED),
        (lambda state: clock.resume(state, now=NOON), IDLE),
        (lambda state: clock.resume(state, now=NOON), running()),
        (lambda state: clock.skip(state, now=NOON), IDLE),
        (lambda state: clock.add(state, minutes=5, now=NOON), IDLE),
        (clock.stop, IDLE),
        (lambda state: clock.finish(state, by_itself=True), PAUSED),
    ],
)
def test_what_does_not_fit_is_refused(transition: object, state: Clock) -> None:
    with pytest.raises(WrongMoment):
        transition(state)  # type: ignore[operator]

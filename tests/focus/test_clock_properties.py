"""Whatever people press and whatever the wall clock does, the machine keeps its promises."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from virtualcafe.focus import clock
from virtualcafe.focus.clock import (
    MOST_COUNTED,
    NOTHING,
    Clock,
    Lengths,
    Running,
    WrongLength,
    WrongMoment,
)

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
SECONDS = st.integers(0, 4 * 3600).map(lambda seconds: timedelta(seconds=seconds))
LENGTHS = st.builds(
    Lengths,
    focus_minutes=st.integers(1, 180),
    break_minutes=st.integers(1, 180),
    long_break_minutes=st.integers(1, 180),
    long_break_every=st.integers(1, 5),
    cycles=st.integers(1, 6),
    auto_start_breaks=st.booleans(),
    auto_start_focus=st.booleans(),
    count_up=st.booleans(),
)
PRESSES = st.sampled_from(["start", "pause", "resume", "skip", "stop", "add", "look"])


def press(name: str, state: Clock, *, lengths: Lengths, now: datetime) -> Clock:
    while state.is_due(now):
        state = clock.finish(state, by_itself=True)
    if name == "start":
        return clock.start(state, lengths=lengths, now=now)
    if name == "stop":
        return clock.stop(state)
    if name == "add":
        return clock.add(state, minutes=5, now=now)
    if name == "look":
        return state
    return getattr(clock, name)(state, now=now)  # type: ignore[no-any-return]


def most(state: Clock) -> timedelta:
    return MOST_COUNTED if state.counts_up else timedelta(minutes=180)


@given(LENGTHS, st.lists(st.tuples(PRESSES, SECONDS), max_size=30))
def test_elapsed_and_remaining_are_always_the_plan(
    lengths: Lengths, story: list[tuple[str, timedelta]]
) -> None:
    state, now = Clock(), NOON
    for name, later in story:
        now += later
        before = state
        try:
            state = press(name, state, lengths=lengths, now=now)
        except (WrongMoment, WrongLength):
            continue
        assert state.version >= before.version + (name != "look")
        assert state.begun <= state.version
        assert state.elapsed_at(now) + state.remaining_at(now) == state.planned
        assert NOTHING <= state.elapsed_at(now) <= state.planned <= most(state)
        assert (state.ends_at is None) == (state.state is not Running.RUNNING)
        assert 0 <= state.cycle <= lengths.cycles


@given(LENGTHS, st.lists(st.tuples(SECONDS, SECONDS), min_size=1, max_size=10))
def test_pauses_never_count(lengths: Lengths, stretches: list[tuple[timedelta, timedelta]]) -> None:
    state, now, ran = clock.start(Clock(), lengths=lengths, now=NOON), NOON, NOTHING
    for runs, rests in stretches:
        now += runs
        ran = min(ran + runs, state.planned)
        state = clock.pause(state, now=now)
        now += rests
        assert state.elapsed_at(now) == ran
        state = clock.resume(state, now=now)
    assert state.elapsed_at(now) == ran
    assert state.version == 1 + 2 * len(stretches)


@given(st.lists(st.integers(-7200, 7200), min_size=1, max_size=20))
def test_a_jumping_wall_clock_never_makes_a_phase_longer(jumps: list[int]) -> None:
    state, now = clock.start(Clock(), lengths=Lengths(), now=NOON), NOON
    known = NOTHING
    for number, jump in enumerate(jumps):
        now += timedelta(seconds=jump)
        turn = clock.resume if number % 2 else clock.pause
        state = turn(state, now=now)
        assert known <= state.elapsed_at(now) <= state.planned
        known = state.elapsed_at(now)

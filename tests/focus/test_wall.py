"""The café clock by itself: a phase for every moment, from the time of day alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.focus.conftest import at
from virtualcafe.focus import wall
from virtualcafe.focus.clock import Clock, Phase
from virtualcafe.lib.local_days import zone
from virtualcafe.lib.timezones import names

plans = st.sampled_from(sorted(wall.PLANS))
hours = st.integers(0, 59)
moments = st.integers(1_577_836_800, 2_208_988_800).map(
    lambda second: datetime.fromtimestamp(second, UTC)
)


@pytest.mark.parametrize(
    ("plan", "minute", "phase", "start", "end", "number"),
    [
        ("50/10", 0, "focus", 0, 50, 1),
        ("50/10", 49.99, "focus", 0, 50, 1),
        ("50/10", 50, "break", 50, 60, 1),
        ("25/5", 24, "focus", 0, 25, 1),
        ("25/5", 25, "break", 25, 30, 1),
        ("25/5", 30, "focus", 30, 55, 2),
        ("25/5", 59, "break", 55, 60, 2),
    ],
)
def test_from_the_whole_hour_on(
    plan: str, minute: float, phase: str, start: int, end: int, number: int
) -> None:
    assert wall.stretch_at(plan, 0, at(minute)) == (Phase(phase), at(start), at(end), number)


@pytest.mark.parametrize(
    ("name", "hour_at"),
    [
        ("UTC", 0),
        ("Europe/Berlin", 0),
        ("America/New_York", 0),
        ("Asia/Kolkata", 30),
        ("Asia/Kathmandu", 15),
        ("America/St_Johns", 30),
        ("Australia/Eucla", 15),
    ],
)
def test_the_hour_begins_as_on_the_clocks_of_the_place(name: str, hour_at: int) -> None:
    offset = at(0).astimezone(zone(name)).utcoffset()
    assert wall.hour_of(offset) == hour_at
    start = wall.stretch_at("50/10", hour_at, at(31)).started_at
    assert start.astimezone(zone(name)).minute == 0


@given(plan=plans, hour_at=hours, moment=moments)
def test_every_moment_is_in_one_phase_and_the_next_begins_at_its_end(
    plan: str, hour_at: int, moment: datetime
) -> None:
    here = wall.stretch_at(plan, hour_at, moment)
    assert here.started_at <= moment < here.ends_at
    after = wall.stretch_at(plan, hour_at, here.ends_at)
    assert (after.started_at, {after.phase, here.phase}) == (
        here.ends_at,
        {Phase.FOCUS, Phase.BREAK},
    )
    lengths = dict(zip((Phase.FOCUS, Phase.BREAK), wall.PLANS[plan], strict=True))
    assert here.ends_at - here.started_at == timedelta(minutes=lengths[here.phase])


@given(name=st.sampled_from(sorted(names())), moment=moments, plan=plans)
def test_in_every_zone_the_focus_begins_with_the_hour(
    name: str, moment: datetime, plan: str
) -> None:
    local = moment.astimezone(zone(name))
    hour_at = wall.hour_of(local.utcoffset())
    block = sum(wall.PLANS[plan])
    here = wall.stretch_at(plan, hour_at, moment)
    began = here.started_at + (local.utcoffset() or timedelta())
    expected = {0} if here.phase is Phase.FOCUS else {wall.PLANS[plan][0]}
    assert began.minute % block in expected


@given(plan=plans, hour_at=hours, moment=moments, later=st.integers(0, 86_400))
def test_who_sleeps_sees_what_who_is_awake_sees(
    plan: str, hour_at: int, moment: datetime, later: int
) -> None:
    awake = wall.entered(Clock(version=4), plan=plan, hour_at=hour_at, now=moment)
    now = moment + timedelta(seconds=later)
    fresh = wall.entered(awake, plan=plan, hour_at=hour_at, now=now)
    for clock in (awake, wall.asleep(awake)):
        shown = wall.shown(clock, now)
        assert (shown.phase, shown.ends_at) == (fresh.phase, fresh.ends_at)
        assert shown.remaining_at(now) == fresh.remaining_at(now)
        assert shown.version == clock.version

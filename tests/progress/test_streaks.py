"""Streaks: what keeps one, what breaks one, and that the clock never does."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from virtualcafe.accounts.days import History, Ways
from virtualcafe.lib.local_days import monday_of
from virtualcafe.progress.streaks import Streak, Verdict, explain, streak_of

ZONES = sorted(available_timezones())
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
UTC_DAYS = History(Ways("UTC"))
WEEKDAYS = History(Ways("UTC", study_days=0b001_1111))
#: A Monday.
MONDAY = date(2026, 3, 2)


def days(*numbers: int) -> list[date]:
    """So many days after that Monday."""
    return [MONDAY + n * DAY for n in numbers]


LETTERS = {
    Verdict.FOCUSED: "F",
    Verdict.REST: "r",
    Verdict.FREE: "-",
    Verdict.SHORT: "s",
    Verdict.OPEN: "o",
    Verdict.MISSED: "m",
}


def why(streak: Streak, focused: list[date], today: date, calendar: History = UTC_DAYS) -> str:
    assert streak.began is not None
    told = explain(focused, began=streak.began, today=today, calendar=calendar)
    assert [each.date for each in told] == [streak.began + n * DAY for n in range(len(told))]
    return "".join(LETTERS[each.verdict] for each in told)


@pytest.mark.parametrize(
    ("focused", "today", "length", "told"),
    [
        ([0], 0, 1, "F"),
        ([0], 1, 1, "Fo"),
        ([0, 1, 2], 2, 3, "FFF"),
        ([0, 1], 3, 2, "FFro"),
        ([0, 1], 4, 0, "FFrm"),
        ([0, 2], 4, 0, "FrFm"),
        # Sunday rests for its week, Monday for the next.
        ([5], 8, 1, "Frro"),
        ([5], 9, 0, "Frrm"),
        ([5, 8], 8, 2, "FrrF"),
        ([0, 2, 5], 5, 1, "F"),
        # Flown west, it is yesterday again.
        ([0, 1], 0, 2, "FF"),
    ],
)
def test_one_rest_day_a_week(focused: list[int], today: int, length: int, told: str) -> None:
    streak, on = streak_of(days(*focused), UTC_DAYS), MONDAY + today * DAY
    assert streak.length_on(on, UTC_DAYS) == length
    assert why(streak, days(*focused), on) == told


def test_a_new_streak_has_its_own_rest_day_and_the_longest_is_kept() -> None:
    streak = streak_of(days(0, 1, 2, 6), UTC_DAYS)
    assert (streak.length, streak.began, streak.longest) == (1, MONDAY + 6 * DAY, 3)
    assert streak.rest_week is None
    assert streak.with_day(MONDAY + 8 * DAY, UTC_DAYS).length == 2


def test_days_off_neither_break_nor_count() -> None:
    friday, monday = days(4, 7)
    streak = streak_of([friday, monday], WEEKDAYS)
    assert (streak.length, streak.rest_week) == (2, None)
    assert why(streak, [friday, monday], monday, WEEKDAYS) == "F--F"
    assert streak_of([friday, friday + DAY, monday], WEEKDAYS).length == 3


def test_who_studies_on_one_day_a_week_has_rested_enough() -> None:
    sundays = History(Ways("UTC", study_days=0b100_0000))
    assert streak_of(days(6, 13), sundays).length == 2
    assert streak_of(days(6, 20), sundays).length == 1


def test_what_was_a_study_day_then_counts() -> None:
    changed = datetime(2026, 3, 5, 12, tzinfo=UTC)
    calendar = History(
        Ways("UTC", study_days=0b001_1111), [(changed, Ways("UTC", study_days=0b111_1111))]
    )
    sunday_before, saturday_after = MONDAY - DAY, MONDAY + 5 * DAY
    assert calendar.studies_on(sunday_before)
    assert not calendar.studies_on(saturday_after)


def test_a_date_that_was_skipped_by_flying_is_not_missed() -> None:
    """From Niue to Kiritimati, 25 hours ahead, shortly before midnight: no Wednesday at all."""
    leaves = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
    calendar = History(Ways("Pacific/Kiritimati"), [(leaves, Ways("Pacific/Niue"))])
    tuesday, wednesday, thursday = days(1, 2, 3)
    assert Ways("Pacific/Niue").date_at(leaves) == tuesday
    assert calendar.now.date_at(leaves) == thursday
    assert calendar.is_short(wednesday)
    streak = streak_of([MONDAY, thursday], calendar)
    assert (streak.length, streak.rest_week) == (2, None)


def test_a_week_after_the_flight_days_are_whole_again() -> None:
    leaves = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
    calendar = History(Ways("Pacific/Kiritimati"), [(leaves, Ways("Pacific/Niue"))])
    assert [calendar.is_short(MONDAY + n * DAY) for n in range(-3, 9)] == [
        n in (1, 2, 3) for n in range(-3, 9)
    ]


def test_the_night_the_clocks_go_forward_leaves_a_short_day() -> None:
    calendar = History(Ways("Europe/Berlin"))
    assert calendar.is_short(date(2026, 3, 29))
    assert not calendar.is_short(date(2026, 10, 25))


def test_samoa_had_no_thirtieth_of_december() -> None:
    calendar = History(Ways("Pacific/Apia"))
    assert calendar.is_short(date(2011, 12, 30))
    assert streak_of([date(2011, 12, 29), date(2011, 12, 31)], calendar).rest_week is None


HOURS = st.integers(0, 23)
WAYS = st.builds(Ways, st.sampled_from(ZONES), HOURS)
MOMENTS = st.integers(0, 6 * 365 * 24 * 60).map(
    lambda minutes: datetime(2022, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@settings(max_examples=60)
@given(WAYS, MOMENTS)
def test_in_every_zone_days_follow_each_other_without_a_gap(ways: Ways, moment: datetime) -> None:
    day = ways.date_at(moment)
    assert ways.date_at(ways.start_of(day)) == day
    assert ways.date_at(ways.start_of(day) - timedelta(microseconds=1)) < day
    assert ways.start_of(day) <= moment < ways.start_of(day + DAY)


class Restless(History):
    """Without rest days, which would hide what the clock breaks."""

    def rests(self, day: date) -> bool:
        return False


@settings(max_examples=60)
@given(st.integers(0, 2**32), MOMENTS)
def test_the_clock_breaks_no_streak(seed: int, moment: datetime) -> None:
    """Whoever focuses every 24 hours, wherever they fly and whenever their days start, keeps it."""
    dice = random.Random(seed)
    ways = [Ways(dice.choice(ZONES), dice.choice((0, 0, 4, 12, 23))) for _ in range(12)]
    lived = [(moment + hour * HOUR, each) for hour, each in zip(_hours(dice), ways, strict=False)]
    calendar = Restless(ways[-1], lived)
    dates = set()
    for _ in range(20):
        here = next((each for until, each in lived if moment < until), calendar.now)
        dates.add(here.date_at(moment))
        moment += dice.uniform(20, 24) * HOUR
    assert streak_of(sorted(dates), calendar).length == len(dates)


def _hours(dice: random.Random) -> list[int]:
    """Of flights within the twenty days."""
    return sorted(dice.sample(range(20 * 24), 11))


@settings(max_examples=60)
@given(st.sets(st.integers(0, 60), min_size=1), st.integers(0, 127).filter(bool))
def test_the_explanation_agrees_with_the_streak(numbers: set[int], study_days: int) -> None:
    calendar = History(Ways("UTC", study_days=study_days))
    focused = days(*sorted(numbers))
    streak = streak_of(focused, calendar)
    assert streak.began is not None
    today = MONDAY + 62 * DAY
    told = explain(focused, began=streak.began, today=today, calendar=calendar)
    assert sum(each.verdict is Verdict.FOCUSED for each in told) == streak.length
    broken = told[-1].verdict is Verdict.MISSED
    assert streak.length_on(today, calendar) == (0 if broken else streak.length)
    rests = [monday_of(each.date) for each in told if each.verdict is Verdict.REST]
    assert len(rests) == len(set(rests))
    assert [each.date for each in told] == sorted({each.date for each in told})


@settings(max_examples=60)
@given(st.lists(st.integers(0, 90), min_size=1), st.integers(0, 127).filter(bool))
def test_day_by_day_is_the_same_as_all_at_once(numbers: list[int], study_days: int) -> None:
    calendar = History(Ways("UTC", study_days=study_days))
    focused = days(*sorted(numbers))
    streak = Streak()
    for day in focused:
        streak = streak.with_day(day, calendar)
    assert streak == streak_of(sorted(set(focused)), calendar)
    assert 1 <= streak.length <= streak.longest <= len(set(focused))

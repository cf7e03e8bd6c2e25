"""A year of days: each once, in the column of its week, as large as its minutes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from virtualcafe.progress.charts.heat_map import Cell, HeatMap, heat_map, level_of

TODAY = date(2026, 3, 4)


def cells(drawn: HeatMap) -> dict[date, Cell]:
    return {cell.date: cell for row in drawn.rows for cell in row.cells}


def test_a_day_stands_in_the_column_of_its_week_and_the_row_of_its_weekday() -> None:
    drawn = heat_map({TODAY: 200}, year=2026, today=TODAY, goal=100)
    first, today = cells(drawn)[date(2026, 1, 1)], cells(drawn)[TODAY]
    assert (first.week, first.x, first.y, first.size, first.level) == (0, "34", "68", "13", 0)
    assert (today.week, today.x, today.y, today.size, today.level) == (9, "178", "52", "13", 4)
    assert [cell.date for cell in cells(drawn).values() if cell.is_today] == [TODAY]


def test_small_squares_stand_in_the_middle_of_their_well() -> None:
    drawn = heat_map({TODAY: 10}, year=2026, today=TODAY, goal=100)
    today = cells(drawn)[TODAY]
    assert (today.x, today.y, today.size) == ("182", "56", "5")


@pytest.mark.parametrize(
    ("minutes", "level"), [(0, 0), (1, 1), (49, 1), (50, 2), (99, 2), (100, 3), (199, 3), (200, 4)]
)
def test_levels_are_parts_of_the_goal(minutes: int, level: int) -> None:
    assert level_of(minutes, 100) == level


def test_days_to_come_are_drawn_and_are_no_days_yet() -> None:
    drawn = heat_map({}, year=2026, today=TODAY, goal=100)
    assert max(cells(drawn)) == TODAY
    assert (drawn.wells.count("M"), drawn.ahead.count("M")) == (63, 302)
    assert drawn.wells.startswith("M34 68h13v13h-13z")


def test_months_stand_over_the_first_week_that_begins_in_them() -> None:
    drawn = heat_map({}, year=2026, today=TODAY, goal=100)
    assert [(month.first.month, month.x) for month in drawn.months[:3]] == [
        (1, 34 + 16),
        (2, 34 + 5 * 16),
        (3, 34 + 9 * 16),
    ]


def test_what_the_year_comes_to() -> None:
    minutes = {date(2025, 12, 31): 500, date(2026, 1, 1): 30, date(2026, 2, 1): 90, TODAY: 90}
    drawn = heat_map(minutes, year=2026, today=TODAY, goal=100)
    assert (drawn.minutes, drawn.active_days) == (210, 3)
    assert drawn.best is not None
    assert drawn.best.date == date(2026, 2, 1)


def test_the_table_has_the_weeks_in_which_something_was() -> None:
    minutes = {date(2026, 1, 1): 30, TODAY: 90}
    drawn = heat_map(minutes, year=2026, today=TODAY, goal=100)
    assert [(week.monday, week.minutes) for week in drawn.weeks] == [
        (date(2025, 12, 29), 30),
        (date(2026, 3, 2), 90),
    ]
    new_year = drawn.weeks[0].days
    assert [day and day.minutes for day in new_year] == [None, None, None, 30, 0, 0, 0]
    assert drawn.weeks[1].days[3:] == [None] * 4


def test_an_empty_year_has_no_best_day() -> None:
    drawn = heat_map({}, year=2025, today=TODAY, goal=100)
    assert (drawn.minutes, drawn.active_days, drawn.best, drawn.weeks) == (0, 0, None, [])


@settings(max_examples=40)
@given(st.integers(2000, 2060), st.dates(date(2000, 1, 1), date(2060, 12, 31)))
def test_in_every_year_each_day_until_today_is_there_once(year: int, today: date) -> None:
    drawn = heat_map({}, year=year, today=today, goal=60)
    shown = [cell.date for row in drawn.rows for cell in row.cells]
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    assert sorted(shown) == [day for day in days if day.year == year and day <= today]
    places = {(cell.x, cell.y) for row in drawn.rows for cell in row.cells}
    assert len(places) == len(shown)
    assert all(int(x) + 13 <= drawn.width for x, _ in places)

"""What is drawn of the minutes: exact places, by hand."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from virtualcafe.progress.charts.circle import circle
from virtualcafe.progress.charts.hours import hours_of_day
from virtualcafe.progress.charts.lengths import number, percent
from virtualcafe.progress.charts.line import productivity
from virtualcafe.progress.charts.seven_days import Day, seven_days
from virtualcafe.progress.charts.shares import shares

SUNDAY = date(2026, 3, 8)


def week(*minutes: int | tuple[int, int]) -> list[Day]:
    """Up to Sunday; of a pair the second is how many of them were reported."""
    pairs = [entry if isinstance(entry, tuple) else (entry, 0) for entry in minutes]
    return [
        Day(SUNDAY - timedelta(days=len(pairs) - 1 - place), spent, reported)
        for place, (spent, reported) in enumerate(pairs)
    ]


@pytest.mark.parametrize(
    ("value", "written"), [(12.5, "12.5"), (40, "40"), (40.0, "40"), (0, "0"), (1 / 3, "0.33")]
)
def test_numbers_say_no_more_than_they_must(value: float, written: str) -> None:
    assert number(value) == written
    assert percent(value / 100) == f"{written}%"


class TestSevenDays:
    def test_the_best_day_reaches_the_ceiling_and_an_empty_one_stands_on_the_floor(self) -> None:
        drawn = seven_days(week(0, 0, 0, 0, 50, 25, 100), today=SUNDAY, goal=50)
        assert [bar.whole for bar in drawn.bars[-4:]] == [
            ("87%", "0%"),
            ("50%", "37%"),
            ("68.5%", "18.5%"),
            ("13%", "74%"),
        ]
        assert (drawn.floor, drawn.goal_y) == ("87%", "50%")
        assert [bar.is_today for bar in drawn.bars] == [False] * 6 + [True]

    def test_a_goal_over_every_day_is_on_the_page(self) -> None:
        drawn = seven_days(week(0, 0, 0, 0, 0, 0, 60), today=SUNDAY, goal=120)
        assert (drawn.goal_y, drawn.bars[-1].whole[0]) == ("13%", "50%")

    def test_reported_minutes_stand_upon_those_the_cafe_saw(self) -> None:
        drawn = seven_days(week(0, 0, 0, 0, 0, 0, (100, 40)), today=SUNDAY, goal=0)
        assert drawn.bars[-1].seen == ("42.6%", "44.4%")
        assert drawn.bars[-1].whole == ("13%", "74%")
        assert drawn.has_reported

    def test_a_day_of_ten_minutes_looks_like_one(self) -> None:
        drawn = seven_days(week(0, 0, 0, 0, 0, 0, 10), today=SUNDAY, goal=0)
        assert drawn.bars[-1].whole == ("62.33%", "24.67%")

    @settings(max_examples=40)
    @given(st.lists(st.integers(0, 1440), min_size=7, max_size=7), st.integers(0, 1440))
    def test_nothing_leaves_the_drawing(self, minutes: list[int], goal: int) -> None:
        drawn = seven_days(week(*minutes), today=SUNDAY, goal=goal)
        tops = [float(bar.whole[0][:-1]) for bar in drawn.bars]
        assert all(13 <= top <= 87 for top in [*tops, float(drawn.goal_y[:-1])])


class TestHours:
    def test_the_best_two_hours_on_end(self) -> None:
        minutes = [0] * 24
        minutes[9], minutes[10], minutes[20] = 50, 40, 80
        drawn = hours_of_day(minutes)
        assert drawn.best == (time(9), time(11))
        assert [hour.begins.hour for hour in drawn.hours if hour.is_best] == [9, 10]
        assert (drawn.hours[20].top, drawn.hours[20].height) == ("0%", "84%")
        assert (drawn.hours[9].top, drawn.hours[9].height) == ("31.5%", "52.5%")
        assert drawn.hours[12].middle == "52.08%"

    def test_midnight_parts_nothing(self) -> None:
        minutes = [0] * 24
        minutes[23] = minutes[0] = 30
        drawn = hours_of_day(minutes)
        assert drawn.best == (time(23), time(1))
        assert [hour.begins.hour for hour in drawn.hours if hour.is_best] == [0, 23]

    def test_without_focus_no_hour_is_best(self) -> None:
        drawn = hours_of_day([0] * 24)
        assert drawn.best is None
        assert {(hour.height, hour.is_best) for hour in drawn.hours} == {("0%", False)}

    def test_a_day_has_24_hours(self) -> None:
        with pytest.raises(ValueError, match="Expected 24 hours, got 23"):
            hours_of_day([0] * 23)


class TestShares:
    def test_the_most_comes_first_and_fills_its_line(self) -> None:
        assert [tuple(share) for share in shares([("Essay", 30), ("Algebra", 90)])] == [
            ("Algebra", 90, "100%", 75, 1),
            ("Essay", 30, "33.33%", 25, 1),
        ]

    def test_what_is_left_is_one_line(self) -> None:
        drawn = shares([(f"task {n}", 100 - n) for n in range(10)], shown=3)
        assert [(share.name, share.minutes, share.names) for share in drawn] == [
            ("task 0", 100, 1),
            ("task 1", 99, 1),
            ("task 2", 98, 1),
            (None, 658, 7),
        ]

    def test_one_more_is_named_rather_than_left(self) -> None:
        drawn = shares([("a", 3), ("b", 2), ("c", 1)], shown=2)
        assert [share.name for share in drawn] == ["a", "b", "c"]

    def test_nothing_is_no_line(self) -> None:
        assert shares([]) == []


@pytest.mark.parametrize(
    ("minutes", "goal", "percents", "missing", "left"),
    [
        (0, 600, 0, "100", 600),
        (150, 600, 25, "75", 450),
        (599, 600, 99, "0.17", 1),
        (600, 600, 100, "0", 0),
        (900, 600, 150, "0", 0),
        (90, 0, 0, "100", 0),
    ],
)
def test_a_circle_closes_with_the_goal_and_not_before(
    minutes: int, goal: int, percents: int, missing: str, left: int
) -> None:
    drawn = circle(minutes, goal=goal)
    assert (drawn.percent, drawn.open, drawn.left) == (percents, missing, left)
    assert drawn.is_closed == (left == 0)


class TestProductivity:
    def test_a_day_is_measured_by_its_part_of_the_goal(self) -> None:
        drawn = productivity(week(0, 0, 0, 0, 0, 45, 90), goal=90)
        assert [point.percent for point in drawn.points] == [0, 0, 0, 0, 0, 50, 100]
        assert [(point.x, point.y) for point in drawn.points[-2:]] == [
            ("78.57%", "65.5%"),
            ("92.86%", "49%"),
        ]
        assert (drawn.goal_y, drawn.floor) == ("49%", "82%")
        assert drawn.path.endswith("L78.57 65.5L92.86 49")
        assert drawn.ground == f"{drawn.path}L92.86 82L7.14 82z"

    def test_a_great_day_stretches_the_scale(self) -> None:
        drawn = productivity(week(0, 0, 0, 0, 0, 0, 400), goal=100)
        assert (drawn.points[-1].percent, drawn.points[-1].y) == (400, "16%")
        assert drawn.goal_y == "65.5%"

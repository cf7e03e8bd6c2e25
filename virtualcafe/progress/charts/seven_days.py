"""A bar for each of seven days, with the line of the day's goal across them.

What the person typed in afterwards stands hatched upon what the café saw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from virtualcafe.progress.charts.lengths import percent

#: Parts of the drawing's height: the numbers stand over the plot, the days' names under it.
CEILING, FLOOR = 0.13, 0.87
#: Part of a day's column that its bar takes.
BREADTH = 0.52
#: So that ten minutes look like ten minutes even in an empty week.
LOWEST_TOP = 30


class Day(NamedTuple):
    date: date
    minutes: int
    reported: int = 0


class Bar(NamedTuple):
    """`seen` and `whole` are (top, height) of the minutes the café saw and of all of them."""

    day: Day
    x: str
    middle: str
    value_y: str
    seen: tuple[str, str]
    whole: tuple[str, str]
    is_today: bool


@dataclass(frozen=True)
class SevenDays:
    bars: list[Bar]
    breadth: str
    goal: int
    goal_y: str
    floor: str
    has_reported: bool


def seven_days(days: Sequence[Day], *, today: date, goal: int) -> SevenDays:
    """`goal` is what a day should have, in minutes; 0 draws no line."""
    most = max(goal, LOWEST_TOP, *(day.minutes for day in days))
    column = 1 / len(days)
    return SevenDays(
        bars=[_bar(day, place, column, most, today) for place, day in enumerate(days)],
        breadth=percent(column * BREADTH),
        goal=goal,
        goal_y=_top(goal, most),
        floor=percent(FLOOR),
        has_reported=any(day.reported for day in days),
    )


def _bar(day: Day, place: int, column: float, most: int, today: date) -> Bar:
    return Bar(
        day=day,
        x=percent(column * (place + (1 - BREADTH) / 2)),
        middle=percent(column * (place + 0.5)),
        value_y=_top(day.minutes, most),
        seen=_standing(day.minutes - day.reported, most),
        whole=_standing(day.minutes, most),
        is_today=day.date == today,
    )


def _standing(minutes: int, most: int) -> tuple[str, str]:
    return _top(minutes, most), percent((FLOOR - CEILING) * minutes / most)


def _top(minutes: int, most: int) -> str:
    return percent(FLOOR - (FLOOR - CEILING) * minutes / most)

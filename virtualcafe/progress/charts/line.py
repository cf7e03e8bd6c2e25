"""How far each day went towards its part of the week's goal, as one line through the days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from virtualcafe.progress.charts.lengths import number, percent
from virtualcafe.progress.charts.seven_days import Day

#: Parts of the drawing's height between which the line moves: numbers over it, names under it.
CEILING, FLOOR = 0.16, 0.82
#: The line's scale, in percent: two goals a day, unless a day had more.
LEAST_SCALE = 200


class Point(NamedTuple):
    day: Day
    percent: int
    x: str
    y: str


@dataclass(frozen=True)
class Line:
    """`path` and `ground` are in a box of 100 by 100 that is stretched over the drawing."""

    points: list[Point]
    path: str
    ground: str
    goal_y: str
    floor: str


def productivity(days: Sequence[Day], *, goal: int) -> Line:
    """`goal` is what a day should have, in minutes, and is not 0."""
    percents = [100 * day.minutes // goal for day in days]
    scale = max(LEAST_SCALE, *percents)
    xs = [(place + 0.5) / len(days) for place in range(len(days))]
    ys = [_y(value, scale) for value in percents]
    corners = [f"{number(100 * x)} {number(100 * y)}" for x, y in zip(xs, ys, strict=True)]
    path = "M" + "L".join(corners)
    foot = number(100 * FLOOR)
    return Line(
        points=[
            Point(day, value, percent(x), percent(y))
            for day, value, x, y in zip(days, percents, xs, ys, strict=True)
        ],
        path=path,
        ground=f"{path}L{number(100 * xs[-1])} {foot}L{number(100 * xs[0])} {foot}z",
        goal_y=percent(_y(100, scale)),
        floor=percent(FLOOR),
    )


def _y(value: int, scale: int) -> float:
    return FLOOR - (FLOOR - CEILING) * value / scale

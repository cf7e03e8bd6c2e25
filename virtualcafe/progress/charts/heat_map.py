"""A year of days: a column for each week, Monday on top. The more of a day's goal, the larger the
square, so that it reads without colour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from virtualcafe.lib.local_days import monday_of
from virtualcafe.progress.charts.lengths import number

#: Units of the drawing. The days' names stand before the columns, the months' over them.
PITCH, WELL = 16, 13
BEFORE, OVER = 34, 20
#: How large the square of a level is; the first is the empty day, whose whole well can be pressed.
SIZES = (WELL, 5, 8, 10.5, WELL)


class Cell(NamedTuple):
    date: date
    minutes: int
    level: int
    week: int
    x: str
    y: str
    size: str
    is_today: bool


class Row(NamedTuple):
    """A day of the week; `day` is any date that falls on it."""

    day: date
    y: int
    cells: list[Cell]


class Month(NamedTuple):
    first: date
    x: int


class Week(NamedTuple):
    """For the table: None where the day is of another year, or to come."""

    monday: date
    days: list[Cell | None]

    @property
    def minutes(self) -> int:
        return sum(day.minutes for day in self.days if day)


@dataclass(frozen=True)
class HeatMap:
    year: int
    rows: list[Row]
    months: list[Month]
    weeks: list[Week]
    wells: str
    ahead: str
    width: int
    height: int
    minutes: int
    active_days: int
    best: Cell | None


def heat_map(minutes: Mapping[date, int], *, year: int, today: date, goal: int) -> HeatMap:
    """`goal` is what a day should have; `minutes` may lack days, and have those of other years."""
    start = monday_of(date(year, 1, 1))
    days = _days_of(year)
    past = [day for day in days if day <= today]
    cells = [_cell(day, minutes.get(day, 0), start, today, goal) for day in past]
    columns = _week(days[-1], start) + 1
    active = [cell for cell in cells if cell.minutes]
    return HeatMap(
        year=year,
        rows=[_row(weekday, start, cells) for weekday in range(7)],
        months=[
            Month(date(year, month, 1), _month_x(year, month, start)) for month in range(1, 13)
        ],
        weeks=_weeks_with_focus(cells, start),
        wells=_wells(past, start),
        ahead=_wells(days[len(past) :], start),
        width=BEFORE + columns * PITCH,
        height=OVER + 7 * PITCH,
        minutes=sum(cell.minutes for cell in cells),
        active_days=len(active),
        best=max(active, key=lambda cell: cell.minutes, default=None),
    )


def level_of(minutes: int, goal: int) -> int:
    """0 nothing, 1 under half of the goal, 2 under it, 3 reached, 4 twice."""
    if not minutes:
        return 0
    return 1 + sum(minutes >= part for part in (goal / 2, goal, goal * 2))


def _days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def _week(day: date, start: date) -> int:
    return (day - start).days // 7


def _corner(day: date, start: date) -> tuple[int, int]:
    return BEFORE + _week(day, start) * PITCH, OVER + day.weekday() * PITCH


def _cell(day: date, minutes: int, start: date, today: date, goal: int) -> Cell:
    level = level_of(minutes, goal)
    inset = (WELL - SIZES[level]) / 2
    x, y = _corner(day, start)
    return Cell(
        date=day,
        minutes=minutes,
        level=level,
        week=_week(day, start),
        x=number(x + inset),
        y=number(y + inset),
        size=number(SIZES[level]),
        is_today=day == today,
    )


def _row(weekday: int, start: date, cells: list[Cell]) -> Row:
    own = [cell for cell in cells if cell.date.weekday() == weekday]
    return Row(start + timedelta(days=weekday), OVER + weekday * PITCH + WELL - 2, own)


def _month_x(year: int, month: int, start: date) -> int:
    """Over the first week that begins in it."""
    first = date(year, month, 1)
    return BEFORE + _week(first + timedelta(days=-first.weekday() % 7), start) * PITCH


def _wells(days: Iterable[date], start: date) -> str:
    """One path of all their squares: a third of what a rectangle each would weigh."""
    corners = (_corner(day, start) for day in days)
    return "".join(f"M{x} {y}h{WELL}v{WELL}h-{WELL}z" for x, y in corners)


def _weeks_with_focus(cells: list[Cell], start: date) -> list[Week]:
    weeks: dict[int, Week] = {}
    for cell in cells:
        monday = start + timedelta(weeks=cell.week)
        weeks.setdefault(cell.week, Week(monday, [None] * 7)).days[cell.date.weekday()] = cell
    return [week for week in weeks.values() if week.minutes]

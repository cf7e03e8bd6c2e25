"""The hours of the day and how much focus fell into each: when a person is at their best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import NamedTuple

from virtualcafe.progress.charts.lengths import percent

HOURS = 24
#: Part of the drawing's height that the hours' names have, at the foot.
FLOOR = 0.84
#: Part of an hour's column that its bar takes.
BREADTH = 0.7
NAMED = (0, 6, 12, 18)


class Hour(NamedTuple):
    begins: time
    ends: time
    minutes: int
    x: str
    middle: str
    top: str
    height: str
    is_best: bool
    is_named: bool


@dataclass(frozen=True)
class Hours:
    """`best` are two hours on end, or nothing without any focus; the earlier of equals."""

    hours: list[Hour]
    breadth: str
    floor: str
    best: tuple[time, time] | None


def hours_of_day(minutes: Sequence[int]) -> Hours:
    """`minutes` are 24 numbers, the first from midnight on."""
    if len(minutes) != HOURS:
        raise ValueError(f"Expected {HOURS} hours, got {len(minutes)}.")
    best = _best_two(minutes)
    most = max(minutes) or 1
    return Hours(
        hours=[_hour(hour, minutes[hour], most, best) for hour in range(HOURS)],
        breadth=percent(BREADTH / HOURS),
        floor=percent(FLOOR),
        best=(time(best), time((best + 2) % HOURS)) if best is not None else None,
    )


def _best_two(minutes: Sequence[int]) -> int | None:
    """The hour they begin with. Eleven at night and midnight are two hours on end as well."""
    if not any(minutes):
        return None
    return max(range(HOURS), key=lambda hour: minutes[hour] + minutes[(hour + 1) % HOURS])


def _hour(hour: int, minutes: int, most: int, best: int | None) -> Hour:
    height = FLOOR * minutes / most
    return Hour(
        begins=time(hour),
        ends=time((hour + 1) % HOURS),
        minutes=minutes,
        x=percent((hour + (1 - BREADTH) / 2) / HOURS),
        middle=percent((hour + 0.5) / HOURS),
        top=percent(FLOOR - height),
        height=percent(height),
        is_best=best is not None and hour in (best, (best + 1) % HOURS),
        is_named=hour in NAMED,
    )

"""Levels: the n-th begins at 50·n·(n−1) points, so each takes a hundred more than the last."""

from __future__ import annotations

from math import isqrt
from typing import NamedTuple

STEP = 50


class Level(NamedTuple):
    """`xp` and where this level and the next begin, in points."""

    number: int
    xp: int
    begins: int
    next_begins: int

    @property
    def left(self) -> int:
        return self.next_begins - self.xp

    @property
    def percent(self) -> int:
        """Of the way to the next one; 99.9 is 99."""
        return 100 * (self.xp - self.begins) // (self.next_begins - self.begins)


def points_for(level: int) -> int:
    return STEP * level * (level - 1)


def level_of(xp: int) -> int:
    """The largest n with n·(n−1) ≤ xp / 50."""
    return (1 + isqrt(1 + 4 * (xp // STEP))) // 2


def level_at(xp: int) -> Level:
    number = level_of(xp)
    return Level(number, xp, begins=points_for(number), next_begins=points_for(number + 1))

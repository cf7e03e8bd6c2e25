"""How much of a goal is done, as a ring that closes."""

from __future__ import annotations

from typing import NamedTuple

from virtualcafe.progress.charts.lengths import number


class Circle(NamedTuple):
    """`open` is the part that is missing, in hundredths of the ring; `percent` may pass 100."""

    minutes: int
    goal: int
    percent: int
    open: str
    left: int

    @property
    def is_closed(self) -> bool:
        return self.left == 0


def circle(minutes: int, *, goal: int) -> Circle:
    """Only what is done closes it: 99.9 % is 99."""
    done = minutes / goal if goal else 0.0
    return Circle(
        minutes=minutes,
        goal=goal,
        percent=int(100 * done),
        open=number(100 * max(0.0, 1 - done)),
        left=max(0, goal - minutes),
    )

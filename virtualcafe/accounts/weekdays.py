"""Days of the week as one number: a bit for each, Monday's the lowest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LABELS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVERY_DAY = 0b111_1111


def names_in(days: int) -> list[str]:
    return [name for place, name in enumerate(NAMES) if days >> place & 1]


def of_names(names: Iterable[str]) -> int:
    """Raises ValueError for what is no day."""
    return sum(1 << NAMES.index(name) for name in set(names))


def holds(days: int, day: date) -> bool:
    return bool(days >> day.weekday() & 1)

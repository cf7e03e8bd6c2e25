"""How templates write minutes and numbers."""

from __future__ import annotations

import pytest

from virtualcafe.progress.templatetags.progress import grouped, hours, hours_short


@pytest.mark.parametrize(
    ("minutes", "long", "short"),
    [
        (0, "0 min", "–"),
        (25, "25 min", "0:25"),
        (60, "1 h", "1:00"),
        (95, "1 h 35 min", "1:35"),
        (61_230, "1,020 h 30 min", "1020:30"),
    ],
)
def test_minutes(minutes: int, long: str, short: str) -> None:
    assert (hours(minutes), hours_short(minutes)) == (long, short)


def test_large_numbers_are_grouped() -> None:
    assert [grouped(number) for number in (7, 1_500, 60_000)] == ["7", "1,500", "60,000"]

"""Levels and badges as numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virtualcafe.progress import achievements, levels
from virtualcafe.progress.achievements import ALL, Family


@pytest.mark.parametrize(
    ("xp", "level"),
    [
        (0, 1),
        (99, 1),
        (100, 2),
        (299, 2),
        (300, 3),
        (599, 3),
        (600, 4),
        (4_500, 10),
        (495_000, 100),
    ],
)
def test_the_nth_level_begins_at_50_n_n_minus_1(xp: int, level: int) -> None:
    assert levels.level_of(xp) == level


@given(st.integers(0, 10**12))
def test_everybody_is_within_their_level(xp: int) -> None:
    level = levels.level_at(xp)
    assert level.begins <= xp < level.next_begins
    assert level.begins == 50 * level.number * (level.number - 1)
    assert level.left > 0
    assert 0 <= level.percent < 100


def test_at_least_24_badges_in_five_families() -> None:
    assert len(ALL) >= 24
    assert {each.family for each in ALL} == set(Family)
    assert len({each.slug for each in ALL}) == len({str(each.name) for each in ALL}) == len(ALL)
    for family in Family:
        badges = [each for each in ALL if each.family is family]
        assert [each.tier for each in badges] == list(range(1, len(badges) + 1))
        assert [each.threshold for each in badges] == sorted({each.threshold for each in badges})


def test_a_step_earns_each_threshold_it_passes_and_no_other() -> None:
    none = dict.fromkeys(Family, 0)
    some = {**none, Family.SESSIONS: 10, Family.DEPTH: 49}
    earned = achievements.earned_between(none, some)
    assert [each.slug for each in earned] == ["sessions-1", "sessions-10", "depth-25"]
    assert achievements.earned_between(some, some) == []
    assert achievements.earned_between(some, none) == []

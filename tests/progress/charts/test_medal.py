"""Badges: each family and tier has a drawing of its own, inside its square."""

from __future__ import annotations

import re

import pytest

from virtualcafe.progress import achievements
from virtualcafe.progress.charts.medal import EMBLEMS, TIERS, medal


def test_every_achievement_has_a_drawing_and_no_two_the_same() -> None:
    drawn = [medal(each.family, each.tier) for each in achievements.ALL]
    assert len(drawn) >= 24
    assert len({(str(each.emblem), str(each.beans)) for each in drawn}) == len(drawn)


def test_a_tier_is_told_without_colour() -> None:
    assert [len(medal("streak", tier).beans) for tier in range(1, TIERS + 1)] == [*range(1, 8)]
    assert medal("streak", 1).beans == [("48", "75.5")]
    assert medal("streak", 3).frame.count("A") == 10


def test_the_frame_grows_richer() -> None:
    first, second, fifth = (medal("minutes", tier) for tier in (1, 2, 5))
    assert (first.beads, first.rays) == ([], "")
    assert (len(second.beads), second.rays) == (16, "")
    assert fifth.rays.count("L") == 47


def test_a_plain_frame_is_a_ring() -> None:
    assert medal("sessions", 1).frame == "M48 9.5a38.5 38.5 0 1 1 0 77a38.5 38.5 0 1 1 0-77z"


@pytest.mark.parametrize("tier", range(1, TIERS + 1))
def test_rays_stay_inside_the_square(tier: int) -> None:
    numbers = [float(each) for each in re.findall(r"[\d.]+", medal("depth", tier).rays)]
    assert all(0 <= each <= 96 for each in numbers)


@pytest.mark.parametrize("tier", [0, TIERS + 1])
def test_there_are_no_other_tiers(tier: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 7"):
        medal("streak", tier)


def test_nobody_drew_another_family() -> None:
    with pytest.raises(KeyError):
        medal("naps", 1)
    assert set(EMBLEMS) == {family.value for family in achievements.Family}

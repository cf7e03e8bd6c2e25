"""Badges: what is earned, and when. All of them rest on what the server saw."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Family(StrEnum):
    SESSIONS = "sessions"
    MINUTES = "minutes"
    STREAK = "streak"
    DEPTH = "depth"
    COMPANY = "company"


class Achievement(NamedTuple):
    """Earned by who reaches `threshold` of what the family counts: sessions; minutes; days of the
    longest streak; minutes of the longest session; sessions in rooms. Tiers count from 1."""

    slug: str
    family: Family
    tier: int
    threshold: int
    name: Words
    sentence: Words


def _family(family: Family, *badges: tuple[int, Words, Words]) -> list[Achievement]:
    return [
        Achievement(f"{family}-{threshold}", family, tier, threshold, name, sentence)
        for tier, (threshold, name, sentence) in enumerate(badges, start=1)
    ]


ALL: list[Achievement] = [
    *_family(
        Family.SESSIONS,
        (1, _("First sip"), _("Finish your first session.")),
        (10, _("Regular"), _("Finish 10 sessions.")),
        (50, _("The usual, please"), _("Finish 50 sessions.")),
        (100, _("A table of one’s own"), _("Finish 100 sessions.")),
        (500, _("Part of the furniture"), _("Finish 500 sessions.")),
        (1_000, _("Name on the cup"), _("Finish 1,000 sessions.")),
    ),
    *_family(
        Family.MINUTES,
        (60, _("The first hour"), _("Focus for an hour in all.")),
        (600, _("Ten hours in"), _("Focus for 10 hours in all.")),
        (3_000, _("Slow roast"), _("Focus for 50 hours in all.")),
        (6_000, _("A hundred hours"), _("Focus for 100 hours in all.")),
        (15_000, _("Dark roast"), _("Focus for 250 hours in all.")),
        (30_000, _("Bottomless cup"), _("Focus for 500 hours in all.")),
        (60_000, _("A thousand hours"), _("Focus for 1,000 hours in all.")),
    ),
    *_family(
        Family.STREAK,
        (3, _("Warming up"), _("Focus on 3 days of one streak.")),
        (7, _("A week of it"), _("Focus on 7 days of one streak.")),
        (14, _("A fortnight"), _("Focus on 14 days of one streak.")),
        (30, _("Habit"), _("Focus on 30 days of one streak.")),
        (100, _("Hundred days"), _("Focus on 100 days of one streak.")),
        (365, _("All year round"), _("Focus on 365 days of one streak.")),
    ),
    *_family(
        Family.DEPTH,
        (25, _("One tomato"), _("Focus for 25 minutes in one session.")),
        (50, _("A long cup"), _("Focus for 50 minutes in one session.")),
        (90, _("Deep water"), _("Focus for 90 minutes in one session.")),
        (120, _("Two hours under"), _("Focus for 2 hours in one session.")),
        (180, _("Where did the time go"), _("Focus for 3 hours in one session.")),
    ),
    *_family(
        Family.COMPANY,
        (1, _("Pull up a chair"), _("Finish a session in a room.")),
        (10, _("Familiar faces"), _("Finish 10 sessions in rooms.")),
        (50, _("Among friends"), _("Finish 50 sessions in rooms.")),
        (200, _("The long table"), _("Finish 200 sessions in rooms.")),
        (500, _("Heart of the house"), _("Finish 500 sessions in rooms.")),
    ),
]

BY_SLUG: Mapping[str, Achievement] = {each.slug: each for each in ALL}

#: What somebody has of each family.
Reached = Mapping[Family, int]


def earned_between(before: Reached, after: Reached) -> list[Achievement]:
    """What going from one to the other earns, in the order of the families."""
    return [each for each in ALL if before[each.family] < each.threshold <= after[each.family]]

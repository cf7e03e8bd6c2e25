"""What the page of one's own minutes shows: the numbers of `selectors`, drawn by `charts`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from virtualcafe.accounts import days
from virtualcafe.accounts.models import Person
from virtualcafe.focus.models import Session
from virtualcafe.progress import selectors
from virtualcafe.progress.achievements import Family
from virtualcafe.progress.charts.circle import Circle, circle
from virtualcafe.progress.charts.heat_map import HeatMap, heat_map
from virtualcafe.progress.charts.hours import Hours, hours_of_day
from virtualcafe.progress.charts.line import Line, productivity
from virtualcafe.progress.charts.medal import Medal, medal
from virtualcafe.progress.charts.seven_days import Day, SevenDays, seven_days
from virtualcafe.progress.charts.shares import Share, shares
from virtualcafe.progress.selectors import Badge, Overview, Why
from virtualcafe.progress.streaks import Judged

#: Before it nobody could have had a session.
EARLIEST = 2000
#: Of a long streak so many days are told one by one, the latest first.
DAYS_TOLD = 60
#: Of the badges so many of the latest stand on the page, and one to come of each family.
BADGES_SHOWN = 6
#: Sessions on the page; their own page has them all.
RECENT = 6


@dataclass(frozen=True)
class DrawnBadge:
    badge: Badge
    medal: Medal


@dataclass(frozen=True)
class Week:
    """The last seven days, and how far this week is."""

    days: SevenDays
    circle: Circle
    line: Line


@dataclass(frozen=True)
class Year:
    """`years` are those that can be looked at, the latest first."""

    map: HeatMap
    years: list[int]


@dataclass(frozen=True)
class Reason:
    """Why a streak is as long as it is: the days that are told, and how many came before."""

    why: Why
    days: list[Judged]
    earlier: int


@dataclass(frozen=True)
class Picture:
    overview: Overview
    week: Week
    year: Year
    reason: Reason
    hours: Hours
    tasks: list[Share]
    rooms: list[Share]
    earned: list[DrawnBadge]
    earned_count: int
    badge_count: int
    next_badges: list[DrawnBadge]
    recent: list[Session]


@dataclass(frozen=True)
class Desk:
    """One's week in a corner of the dashboard."""

    overview: Overview
    circle: Circle


def desk(person: Person, *, now: datetime) -> Desk:
    overview = selectors.overview(person, now=now)
    week = overview.week
    return Desk(overview, circle(week.this_week, goal=week.goal))


def picture(person: Person, *, year: int | None, now: datetime) -> Picture:
    """`year` is which the map shows; this one where it is None or one that nobody could look at.
    The number of queries depends on nothing."""
    badges = selectors.badges(person)
    earned = _latest(badges)
    overview = selectors.overview(person, now=now)
    return Picture(
        overview=overview,
        week=_week(overview.week),
        year=_year(person, year, overview.week.day_goal, now=now),
        reason=_reason(selectors.why(person, now=now)),
        hours=hours_of_day(selectors.best_hours(person, now=now)),
        tasks=shares(selectors.by_task(person, now=now)),
        rooms=shares(selectors.by_room(person, now=now)),
        earned=_drawn(earned[:BADGES_SHOWN]),
        earned_count=len(earned),
        badge_count=len(badges),
        next_badges=_drawn(_next(badges)),
        recent=selectors.recent(person, limit=RECENT),
    )


def families(person: Person) -> list[tuple[Family, list[DrawnBadge]]]:
    """All badges there are, by family."""
    badges = selectors.badges(person)
    groups = groupby(badges, key=lambda badge: badge.achievement.family)
    return [(family, _drawn(group)) for family, group in groups]


def earned_badges(person: Person) -> list[DrawnBadge]:
    """The highest of each family, the latest first: the others are under it."""
    highest: dict[Family, Badge] = {}
    for badge in selectors.badges(person):
        if badge.earned_at:
            highest[badge.achievement.family] = badge
    return _drawn(_latest(highest.values()))


def _week(week: selectors.Week) -> Week:
    seven = [Day(day.date, day.minutes, day.reported) for day in week.days]
    return Week(
        days=seven_days(seven, today=week.date, goal=week.day_goal),
        circle=circle(week.this_week, goal=week.goal),
        line=productivity(seven, goal=week.day_goal),
    )


def _year(person: Person, year: int | None, goal: int, *, now: datetime) -> Year:
    this = days.date_of(person, now).year
    shown = year if year is not None and EARLIEST <= year <= this else this
    known = selectors.year(person, year=shown, now=now)
    drawn = heat_map(known.minutes, year=shown, today=known.today, goal=goal)
    return Year(map=drawn, years=list(range(this, min(known.first, this) - 1, -1)))


def _reason(why: Why) -> Reason:
    told = why.days[-DAYS_TOLD:]
    return Reason(why=why, days=told[::-1], earlier=len(why.days) - len(told))


def _latest(badges: Iterable[Badge]) -> list[Badge]:
    earned = [(badge.earned_at, badge) for badge in badges if badge.earned_at]
    return [badge for _, badge in sorted(earned, key=lambda pair: pair[0], reverse=True)]


def _next(badges: Iterable[Badge]) -> list[Badge]:
    """The first of each family that isn't earned yet."""
    missing: dict[Family, Badge] = {}
    for badge in badges:
        if not badge.earned_at:
            missing.setdefault(badge.achievement.family, badge)
    return list(missing.values())


def _drawn(badges: Iterable[Badge]) -> list[DrawnBadge]:
    return [
        DrawnBadge(badge, medal(badge.achievement.family, badge.achievement.tier))
        for badge in badges
    ]

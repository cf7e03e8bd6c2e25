"""What pages and API show of a person's progress. A session's day was fixed when it was logged, so
here nothing is converted: travel and daylight saving move no minute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Min, QuerySet, Sum

from virtualcafe.accounts import days
from virtualcafe.accounts.models import Person, Preferences
from virtualcafe.focus.models import Session
from virtualcafe.lib.local_days import monday_of, zone
from virtualcafe.progress import achievements, levels, models, streaks
from virtualcafe.progress.achievements import Achievement, Family
from virtualcafe.progress.levels import Level
from virtualcafe.progress.streaks import Judged

DAYS = 7
RECENT = 12
#: What "lately" means for hours, tasks and rooms: a quarter of a year.
LATELY = timedelta(days=91)
#: Nobody focuses more often in that time than this; it bounds what is read.
MOST_SESSIONS = 4_000
DEFAULT_GOAL = Preferences._meta.get_field("weekly_goal_minutes").default


class Day(NamedTuple):
    date: date
    minutes: int
    #: Of these the server saw so many; the others were typed in afterwards.
    seen: int = 0

    @property
    def reported(self) -> int:
        return max(0, self.minutes - self.seen)


@dataclass(frozen=True)
class Week:
    """Minutes of focus. `days` are the last seven, today last; `goal` is the week's, in minutes;
    `sessions` and `completed` are of this week, since Monday."""

    today: int
    this_week: int
    days: list[Day]
    goal: int = DEFAULT_GOAL
    sessions: int = 0
    completed: int = 0

    @property
    def date(self) -> date:
        return self.days[-1].date

    @property
    def last_seven_days(self) -> int:
        return sum(day.minutes for day in self.days)

    @property
    def day_goal(self) -> int:
        """A seventh of the week's, rounded up."""
        return -(-self.goal // DAYS)


@dataclass(frozen=True)
class Year:
    """`minutes` has the days with focus; `first` is the first year that has any, or this one."""

    year: int
    today: date
    first: int
    minutes: Mapping[date, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Streak:
    """`length` is 0 once it is broken; then `began` and `last` are of the one that was."""

    length: int
    longest: int
    began: date | None
    last: date | None
    is_done_today: bool


@dataclass(frozen=True)
class Why(Streak):
    """`days` from the streak's first to today, or to the day that broke it: the oldest first."""

    days: list[Judged] = field(default_factory=list)


class Badge(NamedTuple):
    """`reached` is what the person has of what the family counts."""

    achievement: Achievement
    earned_at: datetime | None
    reached: int

    @property
    def percent(self) -> int:
        return min(100, 100 * self.reached // self.achievement.threshold)


@dataclass(frozen=True)
class Overview:
    """What stands on top of the dashboard and the progress page. `minutes` and `sessions` are of
    all time, whatever their source."""

    week: Week
    level: Level
    streak: Streak
    minutes: int
    sessions: int


def week(person: Person, *, now: datetime) -> Week:
    """Today, since Monday, and the last seven days, where the person is. One query."""
    today = days.date_of(person, now)
    monday = monday_of(today)
    # Who flew west may have logged tomorrow already: it belongs to the week all the same.
    rows = _days(person).filter(date__range=(today - timedelta(DAYS - 1), monday + timedelta(6)))
    known = {row.date: row for row in rows}
    of_week = [row for row in rows if row.date >= monday]
    return Week(
        today=known[today].minutes if today in known else 0,
        this_week=sum(row.minutes for row in of_week),
        days=[_day(day, known.get(day)) for day in _last_days(today)],
        goal=goal_of(person),
        sessions=sum(row.sessions for row in of_week),
        completed=sum(row.completed for row in of_week),
    )


def overview(person: Person, *, now: datetime) -> Overview:
    """Three queries, whatever the person has behind them."""
    standing = standing_of(person)
    return Overview(
        week=week(person, now=now),
        level=levels.level_at(standing.xp),
        streak=_streak(standing.own_streak, person, now=now),
        minutes=standing.minutes,
        sessions=standing.sessions,
    )


def goal_of(person: Person) -> int:
    """Minutes a week."""
    liked: Preferences | None = getattr(person, "preferences", None)
    return liked.weekly_goal_minutes if liked else DEFAULT_GOAL


def standing_of(person: Person) -> models.Standing:
    """Who never had a session stands at the beginning. One query."""
    standing = models.Standing.objects.filter(person=person).first()
    return standing or models.Standing(person=person)


def level(person: Person) -> Level:
    return levels.level_at(standing_of(person).xp)


def year(person: Person, *, year: int, now: datetime) -> Year:
    """The days of a year. Two queries."""
    today = days.date_of(person, now)
    rows = _days(person).filter(date__range=(date(year, 1, 1), date(year, 12, 31)), minutes__gt=0)
    first = _days(person).aggregate(first=Min("date"))["first"] or today
    minutes = dict(rows.order_by("date").values_list("date", "minutes"))
    return Year(year=year, today=today, first=first.year, minutes=minutes)


def streak(person: Person, *, now: datetime) -> Streak:
    return _streak(standing_of(person).own_streak, person, now=now)


def why(person: Person, *, now: datetime) -> Why:
    """The streak day by day. Three queries."""
    own = standing_of(person).own_streak
    calendar = days.histories([person])[person.pk]
    known = _known(own, today=calendar.now.date_at(now), calendar=calendar)
    told: list[Judged] = []
    if own.began is not None:
        focused = _days(person).filter(date__gte=own.began, minutes__gt=0)
        dates = focused.order_by("date").values_list("date", flat=True)
        today = calendar.now.date_at(now)
        told = streaks.explain(dates, began=own.began, today=today, calendar=calendar)
    return Why(**vars(known), days=told)


def badges(person: Person) -> list[Badge]:
    """All there are, by family and tier. Two queries."""
    reached = reached_by(standing_of(person))
    rows = models.Earned.objects.filter(person=person)
    earned = dict(rows.values_list("achievement_id", "at"))
    return [Badge(each, earned.get(each.slug), reached[each.family]) for each in achievements.ALL]


def reached_by(standing: models.Standing) -> achievements.Reached:
    return {
        Family.SESSIONS: standing.seen_sessions,
        Family.MINUTES: standing.xp,
        Family.STREAK: standing.longest_seen_streak,
        Family.DEPTH: standing.deepest,
        Family.COMPANY: standing.company,
    }


def best_hours(person: Person, *, now: datetime) -> list[int]:
    """Minutes lately in each hour of the day, from midnight on, by the clock where they are now.
    A session counts as if it had no pauses. One query."""
    there = zone(person.time_zone)
    minutes = [0] * 24
    spans = _lately(person, now=now).values_list("started_at", "minutes")
    for started_at, length in spans[:MOST_SESSIONS]:
        start = started_at.astimezone(there)
        hour, left, room = start.hour, length, 60 - start.minute
        while left > 0:
            minutes[hour] += min(left, room)
            hour, left, room = (hour + 1) % 24, left - room, 60
    return minutes


def by_task(person: Person, *, now: datetime) -> list[tuple[str, int]]:
    """Minutes lately by what they went to, the most first; "" for what had no task. One query."""
    return _sums(_lately(person, now=now), "task")


def by_room(person: Person, *, now: datetime) -> list[tuple[str, int]]:
    """Minutes lately by where they were spent, the most first; "" for alone. One query."""
    return _sums(_lately(person, now=now), "room_name")


def recent(person: Person, *, limit: int = RECENT) -> list[Session]:
    """The latest sessions that stand, breaks among them. One query."""
    rows = Session.objects.filter(person=person, stands=True).select_related("room")
    return list(rows.order_by("-started_at", "-pk")[:limit])


def _days(person: Person) -> QuerySet[models.Day]:
    return models.Day.objects.filter(person=person)


def _day(day: date, row: models.Day | None) -> Day:
    return Day(day, row.minutes, row.seen_minutes) if row else Day(day, 0)


def _last_days(today: date) -> list[date]:
    return [today - timedelta(days=ago) for ago in reversed(range(DAYS))]


def _streak(own: streaks.Streak, person: Person, *, now: datetime) -> Streak:
    """One query for how their days went."""
    calendar = days.histories([person])[person.pk]
    return _known(own, today=calendar.now.date_at(now), calendar=calendar)


def _known(own: streaks.Streak, *, today: date, calendar: days.History) -> Streak:
    return Streak(
        length=own.length_on(today, calendar),
        longest=own.longest,
        began=own.began,
        last=own.last,
        is_done_today=own.last is not None and own.last >= today,
    )


def _lately(person: Person, *, now: datetime) -> QuerySet[Session]:
    since = days.date_of(person, now) - LATELY
    rows = Session.objects.filter(person=person, local_date__gt=since)
    rows = rows.filter(kind=Session.Kind.FOCUS, stands=True)
    return rows.order_by("-local_date", "-pk")


def _sums(rows: QuerySet[Session], name: str) -> list[tuple[str, int]]:
    sums = rows.order_by().values_list(name).annotate(minutes=Sum("minutes"))
    return list(sums.order_by("-minutes", name))

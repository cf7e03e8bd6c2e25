"""Progress as the wire tells it."""

from __future__ import annotations

from datetime import datetime

from virtualcafe.accounts.wire import user_object
from virtualcafe.lib.clock import iso
from virtualcafe.progress.achievements import Achievement
from virtualcafe.progress.boards import Board
from virtualcafe.progress.levels import Level
from virtualcafe.progress.selectors import Badge, Overview, Streak, Why, Year


def summary_object(overview: Overview) -> dict[str, object]:
    week = overview.week
    return {
        "date": week.date.isoformat(),
        "today": week.today,
        "this_week": week.this_week,
        "last_seven_days": week.last_seven_days,
        "days": [
            {"date": day.date.isoformat(), "minutes": day.minutes, "seen": day.seen}
            for day in week.days
        ],
        "goal": week.goal,
        "total_minutes": overview.minutes,
        "sessions": overview.sessions,
        "streak": overview.streak.length,
        "longest_streak": overview.streak.longest,
        **level_object(overview.level),
    }


def level_object(level: Level) -> dict[str, object]:
    """`level_xp` and `next_level_xp`: with how many points this level and the next begin."""
    return {
        "level": level.number,
        "xp": level.xp,
        "level_xp": level.begins,
        "next_level_xp": level.next_begins,
    }


def achievement_object(
    achievement: Achievement, *, earned_at: datetime | None
) -> dict[str, object]:
    return {
        "slug": achievement.slug,
        "family": achievement.family.value,
        "tier": achievement.tier,
        "threshold": achievement.threshold,
        "name": str(achievement.name),
        "sentence": str(achievement.sentence),
        "earned_at": iso(earned_at),
    }


def badge_object(badge: Badge) -> dict[str, object]:
    told = achievement_object(badge.achievement, earned_at=badge.earned_at)
    return {**told, "reached": badge.reached}


def year_object(year: Year) -> dict[str, object]:
    return {
        "year": year.year,
        "first_year": year.first,
        "days": [
            {"date": day.isoformat(), "minutes": minutes} for day, minutes in year.minutes.items()
        ],
    }


def streak_object(streak: Streak) -> dict[str, object]:
    return {
        "length": streak.length,
        "longest": streak.longest,
        "began": streak.began.isoformat() if streak.began else None,
        "last": streak.last.isoformat() if streak.last else None,
        "done_today": streak.is_done_today,
    }


def why_object(why: Why) -> dict[str, object]:
    days = [{"date": day.isoformat(), "verdict": verdict.value} for day, verdict in why.days]
    return {**streak_object(why), "days": days}


def board_object(board: Board) -> dict[str, object]:
    lines = [
        {
            "place": line.place,
            "user": user_object(line.person),
            "minutes": line.minutes,
            "me": line.is_me,
        }
        for line in board.lines
    ]
    return {
        "scope": board.scope.value,
        "period": board.period.value,
        "room": board.room.pk if board.room else None,
        "since": board.since.isoformat() if board.since else None,
        "hidden": board.is_hidden,
        "results": lines,
        "next": None,
        "previous": None,
    }

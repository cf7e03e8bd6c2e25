"""Which day it is, where a person is."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """The zone of that name; UTC for one this machine doesn't know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def local_date(moment: datetime, zone_name: str, *, starts_at: int = 0) -> date:
    """By a clock on the wall there; a day that starts at 4 holds the first hours of the next."""
    wall = moment.astimezone(zone(zone_name))
    return wall.date() - timedelta(days=wall.hour < starts_at)


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())

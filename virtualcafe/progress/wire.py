"""Progress as the API tells it."""

from __future__ import annotations

from virtualcafe.progress.selectors import Week


def summary_object(week: Week) -> dict[str, object]:
    return {
        "date": week.date.isoformat(),
        "today": week.today,
        "this_week": week.this_week,
        "last_seven_days": week.last_seven_days,
        "days": [{"date": day.date.isoformat(), "minutes": day.minutes} for day in week.days],
    }

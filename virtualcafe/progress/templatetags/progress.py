"""Minutes and bars, as templates write them."""

from __future__ import annotations

from typing import NamedTuple

from django import template
from django.utils.translation import gettext as _

from virtualcafe.progress.selectors import Day, Week

register = template.Library()


class Bar(NamedTuple):
    """A day as a bar a hundred high; the best day fills it."""

    day: Day
    height: int
    is_today: bool

    @property
    def top(self) -> int:
        return 100 - self.height


@register.filter
def bars(week: Week) -> list[Bar]:
    best = max(day.minutes for day in week.days) or 1
    return [
        Bar(day, -(-100 * day.minutes // best), is_today=day.date == week.date) for day in week.days
    ]


@register.filter
def hours(minutes: int) -> str:
    """95 is "1 h 35 min", 25 is "25 min"."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return _("%(minutes)d min") % {"minutes": rest}
    if not rest:
        return _("%(hours)d h") % {"hours": whole}
    return _("%(hours)d h %(minutes)d min") % {"hours": whole, "minutes": rest}


@register.filter
def hours_short(minutes: int) -> str:
    """For a bar's head: 95 is "1:35", 25 is "0:25", nothing is a dash."""
    if not minutes:
        return "–"
    whole, rest = divmod(minutes, 60)
    return f"{whole}:{rest:02}"

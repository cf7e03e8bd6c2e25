"""A focus that counts up and was forgotten ends at the last sign of life, not at its discovery.

A sign of life is any open page of the person, noticed once a minute. Whoever gave none for four
hours is let go, with the minutes up to the last one; with nobody left in it the timer stops.
Whoever sleeps beside an open page is stopped by the most that a focus measures (`MOST_COUNTED`)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from virtualcafe.focus import taking_part
from virtualcafe.focus.clock import Phase, Running
from virtualcafe.focus.events import Outbox
from virtualcafe.focus.models import Participation, Timer
from virtualcafe.lib import clock
from virtualcafe.realtime import leases

PATIENCE = timedelta(hours=4)
Standing = Participation.Standing


def counting() -> QuerySet[Participation]:
    """Who is in a focus that counts up, running or paused."""
    return Participation.objects.filter(
        timer__count_up=True,
        timer__phase=Phase.FOCUS,
        standing__in=[Standing.IN, Standing.RESTS],
    )


def notice(now: datetime) -> None:
    """Write down who shows a sign of life. Rows that somebody else holds are noticed next time."""
    alive = Exists(leases.live(clock.real_now()).filter(person=OuterRef("person")))
    with transaction.atomic():
        rows = counting().filter(alive).select_for_update(skip_locked=True, of=("self",))
        pks = list(rows.values_list("pk", flat=True))
        Participation.objects.filter(pk__in=pks).update(seen_at=now)


def forgotten_timers(now: datetime) -> QuerySet[Timer, int]:
    mine = counting().filter(timer=OuterRef("pk"))
    lapsed = Q(Exists(mine.filter(seen_at__lte=now - PATIENCE)))
    rows = Timer.objects.filter(count_up=True, phase=Phase.FOCUS).exclude(state=Running.IDLE)
    return rows.filter(lapsed | ~Exists(mine)).values_list("pk", flat=True)


def let_go(timer: Timer, *, now: datetime, outbox: Outbox) -> datetime | None:
    """Settle whoever gave no sign of life; when the last of them gave theirs, or None if nobody."""
    end = None
    taking_part.hold(timer)
    for part in counting().filter(timer=timer, seen_at__lte=now - PATIENCE).order_by("seen_at"):
        end = part.seen_at or now
        taking_part.leave(timer, part.person_id, now=end, outbox=outbox, forgotten=True)
    return end


def is_empty(timer: Timer) -> bool:
    return not counting().filter(timer=timer).exists()

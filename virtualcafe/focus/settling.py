"""The café's own hand on the timers: phases end on time, whoever looks or doesn't.

Any number of processes may do this at once; whatever one was killed in the middle of is undone and
done again by the next."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction
from django.db.models import QuerySet

from virtualcafe.focus import clock as clocks
from virtualcafe.focus import following, forgotten, taking_part
from virtualcafe.focus.catching_up import catch_up
from virtualcafe.focus.events import Outbox
from virtualcafe.focus.locks import lock_timer
from virtualcafe.focus.models import Participation, Timer
from virtualcafe.focus.phases import move
from virtualcafe.focus.presence import live_people, somebody_is_there
from virtualcafe.lib import clock
from virtualcafe.lib.schedule import every

logger = logging.getLogger(__name__)

#: A ring at zero waits no longer than this for the next phase.
SECONDS = 0.25
MINUTE = 60
#: More than these wait for the next round, so that a long silence is not one long transaction.
AT_ONCE = 500


class Hand(Protocol):
    def __call__(self, timer: Timer, *, now: datetime, outbox: Outbox) -> None: ...


@every(seconds=SECONDS)
def settle() -> None:
    settle_due(clock.now())


def settle_due(now: datetime) -> None:
    """End what is over, begin what waited for somebody to come back, let go of who did not."""
    due = Timer.objects.filter(ends_at__lte=now).order_by("ends_at")
    waiting = Timer.objects.filter(waits_until__isnull=False)
    unsure = Participation.objects.filter(confirm_by__isnull=False)
    _each(due.values_list("pk", flat=True), _settle, now=now)
    _each(following.sleepers_with_people(), _settle, now=now)
    _each(waiting.values_list("pk", flat=True), _begin_or_give_up, now=now)
    _each(unsure.values_list("timer_id", flat=True).distinct(), _confirm, now=now)


@every(seconds=MINUTE)
def look_around() -> None:
    settle_forgotten(clock.now())


def settle_forgotten(now: datetime) -> None:
    """Let go of who gave no sign of life for hours, also while the server was down; then notice who
    does."""
    _each(forgotten.forgotten_timers(now), _settle, now=now)
    forgotten.notice(now)


def _each(pks: QuerySet[Any, int], hand: Hand, *, now: datetime) -> None:
    """Each in a transaction of its own; one that fails holds up none of the others."""
    for pk in list(pks[:AT_ONCE]):
        try:
            with transaction.atomic():
                if timer := lock_timer(pk):
                    outbox = Outbox()
                    hand(timer, now=now, outbox=outbox)
                    outbox.post(now=now)
        except Exception:
            logger.exception("timer %s could not be moved on; it is tried again", pk)


def _settle(timer: Timer, *, now: datetime, outbox: Outbox) -> None:
    catch_up(timer, now=now, outbox=outbox)


def _begin_or_give_up(timer: Timer, *, now: datetime, outbox: Outbox) -> None:
    if timer.waits_until is None:
        return
    if timer.waits_until <= now:
        Timer.objects.filter(pk=timer.pk).update(waits_until=None)
    elif somebody_is_there(timer, live_people(timer)):
        move(timer, clocks.resume(timer.clock, now=now), at=now, outbox=outbox)


def _confirm(timer: Timer, *, now: datetime, outbox: Outbox) -> None:
    if taking_part.confirm(timer, live_people(timer), now=now):
        outbox.timer(timer)

"""The café's own hand on the timers: phases end on time, whoever looks or doesn't.

Any number of processes may do this at once; whatever one was killed in the middle of is undone and
done again by the next."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from virtualcafe.focus import clock as clocks
from virtualcafe.focus import taking_part
from virtualcafe.focus.events import Outbox
from virtualcafe.focus.locks import lock_timer
from virtualcafe.focus.models import Participation, Timer
from virtualcafe.focus.phases import catch_up, move
from virtualcafe.focus.presence import live_people, somebody_is_there
from virtualcafe.lib import clock
from virtualcafe.lib.schedule import every

#: A ring at zero waits no longer than this for the next phase.
SECONDS = 0.25
#: More than these wait for the next round, so that a long silence is not one long transaction.
AT_ONCE = 500


@every(seconds=SECONDS)
def settle() -> None:
    settle_due(clock.now())


def settle_due(now: datetime) -> None:
    """End what is over, begin what waited for somebody to come back, let go of who did not."""
    due = Timer.objects.filter(ends_at__lte=now).order_by("ends_at")
    for pk in list(due.values_list("pk", flat=True)[:AT_ONCE]):
        _settle(pk, now=now)
    waiting = Timer.objects.filter(waits_until__isnull=False)
    for pk in list(waiting.values_list("pk", flat=True)[:AT_ONCE]):
        _begin_or_give_up(pk, now=now)
    unsure = Participation.objects.filter(confirm_by__isnull=False)
    for pk in list(unsure.values_list("timer_id", flat=True).distinct()[:AT_ONCE]):
        _confirm(pk, now=now)


def _settle(pk: int, *, now: datetime) -> None:
    with transaction.atomic():
        if timer := lock_timer(pk):
            outbox = Outbox()
            catch_up(timer, now=now, outbox=outbox)
            outbox.post(now=now)


def _begin_or_give_up(pk: int, *, now: datetime) -> None:
    with transaction.atomic():
        timer = lock_timer(pk)
        if timer is None or timer.waits_until is None:
            return
        if timer.waits_until <= now:
            Timer.objects.filter(pk=pk).update(waits_until=None)
        elif somebody_is_there(timer, live_people(timer)):
            outbox = Outbox()
            move(timer, clocks.resume(timer.clock, now=now), at=now, outbox=outbox)
            outbox.post(now=now)


def _confirm(pk: int, *, now: datetime) -> None:
    with transaction.atomic():
        timer = lock_timer(pk)
        if timer and taking_part.confirm(timer, live_people(timer), now=now):
            outbox = Outbox()
            outbox.timer(timer)
            outbox.post(now=now)

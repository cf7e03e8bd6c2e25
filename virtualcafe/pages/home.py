"""The dashboard: what now, who is here, my week."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from virtualcafe.accounts.models import Person
from virtualcafe.accounts.requests import SignedIn
from virtualcafe.focus import company
from virtualcafe.focus.clock import Phase, following
from virtualcafe.focus.models import Participation, Timer
from virtualcafe.focus.tasks.selectors import active_task
from virtualcafe.focus.wire import timer_object
from virtualcafe.lib import clock
from virtualcafe.progress.picture import desk
from virtualcafe.rooms import selectors
from virtualcafe.rooms.forms import CodeForm


@require_safe
@login_required
@never_cache
def home(request: SignedIn) -> HttpResponse:
    person, now = request.user, clock.now()
    lounge, seated = selectors.lounge(), selectors.seated_in(person, now=now)
    own = [*seated, lounge] if lounge else seated
    lively = company.rooms_in_focus(person, now=now)
    cards = selectors.cards([*own, *lively], person)
    context = {
        "now": _in_the_middle_of(person, now),
        "task": active_task(person),
        "seated": seated,
        "rooms": cards[: len(own)],
        "lively": cards[len(own) :],
        "focusing": company.followed_in_focus(person, now=now),
        "code_form": CodeForm(),
        "desk": desk(person, now=now),
    }
    return render(request, "pages/home.html", context)


def _in_the_middle_of(person: Person, now: datetime) -> dict[str, object] | None:
    """The running or paused timer the person takes part in, a room's or their own."""
    parts = Participation.objects.filter(person=person).exclude(standing="out")
    part = (
        parts.exclude(timer__state="idle")
        .select_related("timer__room", "timer__started_by")
        .order_by("standing", "-pk")
        .first()
    )
    if part is None:
        return None
    timer: Timer = part.timer
    shown = timer_object(timer, now=now)
    return {
        "timer": shown,
        "room": timer.room,
        "task": part.task,
        "minutes_left": selectors.minutes_left(shown),
        "href": reverse("pages:room", args=[timer.room.code]) if timer.room else "/study/",
        **_what_follows(timer),
    }


def _what_follows(timer: Timer) -> dict[str, object]:
    """Nothing after the last round."""
    phase = following(timer.clock)
    if phase is Phase.IDLE or timer.clock.counts_up:
        return {}
    return {"next": phase.value, "next_minutes": timer.lengths.of(phase).seconds // 60}

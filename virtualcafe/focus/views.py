"""The room of one's own, and the timers' forms. With JavaScript the socket says the same."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from virtualcafe.accounts.requests import SignedIn
from virtualcafe.focus import selectors
from virtualcafe.focus.forms import timer_request
from virtualcafe.focus.panel import loudness_of
from virtualcafe.focus.requests import ACTIONS, obey
from virtualcafe.focus.tasks.forms import TaskForm
from virtualcafe.focus.tasks.page import desk, task_list
from virtualcafe.focus.wire import with_people
from virtualcafe.lib import clock
from virtualcafe.lib.errors import NotFound
from virtualcafe.rooms.access import room_for
from virtualcafe.rooms.models import Room

#: After these somebody wants to know that what they did was written down.
ENDINGS = {"stop", "skip", "leave"}


@require_safe
@login_required
def study(request: SignedIn) -> HttpResponse:
    now = clock.now()
    timer, tasks = selectors.own_timer(request.user), task_list(request.user, now=now)
    context = {
        "timer": with_people(timer, now=now),
        "elsewhere": selectors.taking_part_in(request.user),
        "desk": desk(request.user, now=now, tasks=tasks),
        "tasks": tasks,
        "form": TaskForm(auto_id="new-%s"),
        "volume": loudness_of(getattr(request.user, "preferences", None)),
    }
    return render(request, "focus/study.html", context)


@require_POST
@login_required
def move_own_timer(request: SignedIn, action: str) -> HttpResponse:
    _obey(request, action, None)
    return redirect("study")


@require_POST
@login_required
def move_room_timer(request: SignedIn, code: str, action: str) -> HttpResponse:
    room = room_for(request.user, code, now=clock.now())
    _obey(request, action, room)
    return redirect("pages:room", room.code)


def _obey(request: SignedIn, action: str, room: Room | None) -> None:
    if action not in ACTIONS:
        raise NotFound
    now = clock.now()
    timer = obey(action, timer_request(request.POST), person=request.user, room=room, now=now)
    if action in ENDINGS and (kept := selectors.kept_minutes(request.user, timer, now)):
        told = ngettext("%d minute, kept.", "%d minutes, kept.", kept) % kept
        messages.success(request, told)

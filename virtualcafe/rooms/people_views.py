"""The list of a room's people, keeping order among them, and who was there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from virtualcafe.accounts.models import Person
from virtualcafe.accounts.requests import SignedIn
from virtualcafe.lib import clock, spreadsheet
from virtualcafe.lib.errors import BadRequest, NotFound
from virtualcafe.rooms import access, actions, attendance, selectors
from virtualcafe.rooms import people as listing
from virtualcafe.rooms.models import Room

PER_PAGE = 100


@require_safe
@login_required
@never_cache
def people(request: SignedIn, code: str) -> HttpResponse:
    """For members; for admins, who keep order there, of every room."""
    now = clock.now()
    room = _listed(request.user, code, now=now)
    context = people_context(request, room, now=now)
    return render(request, "rooms/people.html", context)


def people_context(request: SignedIn, room: Room, *, now: datetime) -> dict[str, object]:
    page = Paginator(listing.people(room), PER_PAGE).get_page(request.GET.get("page"))
    moderates = access.may_moderate(request.user, room)
    lets_in = room.host_id == request.user.pk and not room.public
    return {
        "room": room,
        "page": page,
        "lets_in": lets_in,
        "requests": selectors.waiting(room)[:PER_PAGE] if lets_in else [],
        "people": listing.described(room, list(page.object_list), to=request.user, now=now),
        "moderates": moderates,
        "is_host": room.host_id == request.user.pk,
        "is_member": room.is_lounge or access.is_member(request.user.pk, room),
        "bars": listing.bars(room, now=now)[:PER_PAGE] if moderates else [],
    }


@require_POST
@login_required
def keep_order(request: SignedIn, code: str, act: str, person_id: int) -> HttpResponse:
    now = clock.now()
    if act not in _ACTS:
        raise NotFound
    room = access.moderated_room(request.user, code, now=now)
    _ACTS[act](room, person_id, request.POST)(by=request.user, now=now)
    stays = access.may_moderate(request.user, Room.objects.get(pk=room.pk))
    back = "room-settings" if request.POST.get("back") == "settings" and stays else "room-people"
    return redirect(back, room.code)


_ACTS: Mapping[str, Callable[[Room, int, QueryDict], Callable[..., object]]] = {
    "kick": lambda room, pk, posted: partial(actions.kick, room, pk),
    "ban": lambda room, pk, posted: partial(actions.ban, room, pk),
    "unban": lambda room, pk, posted: partial(actions.lift_ban, room, pk),
    "mute": lambda room, pk, posted: partial(actions.mute, room, pk, minutes=_minutes(posted)),
    "unmute": lambda room, pk, posted: partial(actions.unmute, room, pk),
    "host": lambda room, pk, posted: partial(actions.hand_over, room, pk),
}


def _minutes(posted: QueryDict) -> int:
    typed = posted.get("minutes", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 9):
        raise BadRequest("Say for how many minutes.")
    return int(typed)


@require_safe
@login_required
@never_cache
def who_was_there(request: SignedIn, code: str) -> HttpResponse:
    """Everybody for the host; for everybody else their own line, and who sees it."""
    now = clock.now()
    room, is_host = _attended(request.user, code, now=now)
    day = _day(request.GET)
    only = None if is_host else request.user
    rows = attendance.lines(room, looking=request.user, day=day, now=now, only=only)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "room": room,
        "is_host": is_host,
        "page": page,
        "lines": attendance.line_objects(page.object_list),
        "day": day,
        "days": attendance.days(room, looking=request.user) if is_host else [],
        "query": f"day={day}&" if day else "",
    }
    return render(request, "rooms/attendance.html", context)


@require_safe
@login_required
@never_cache
def spreadsheet_of_who_was_there(request: SignedIn, code: str) -> HttpResponseBase:
    now = clock.now()
    room, is_host = _attended(request.user, code, now=now)
    if not is_host:
        raise NotFound
    rows = attendance.table(room, looking=request.user, day=_day(request.GET), now=now)
    answer = StreamingHttpResponse(
        spreadsheet.written(rows), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="attendance-{room.code}.csv"'
    return answer


def _listed(person: Person, code: str, *, now: datetime) -> Room:
    find = access.moderated_room if access.is_admin(person) else access.room_for
    return find(person, code, now=now)


def _attended(person: Person, code: str, *, now: datetime) -> tuple[Room, bool]:
    room = access.room_for(person, code, now=now)
    if room.is_lounge:
        raise NotFound(access.NO_ROOM)
    return room, room.host_id == person.pk


def _day(query: QueryDict) -> date | None:
    try:
        return date.fromisoformat(query.get("day", ""))
    except ValueError:
        return None

"""The doors as pages: asking at a private one, answering, links. Opening a page never joins."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from virtualcafe.accounts.addresses import address_of
from virtualcafe.accounts.requests import SignedIn, next_page
from virtualcafe.lib import clock
from virtualcafe.lib.errors import BadRequest, CafeError, NotFound
from virtualcafe.rooms import access, presence, selectors
from virtualcafe.rooms.actions import entering, inviting
from virtualcafe.rooms.forms import AskForm, InviteForm
from virtualcafe.rooms.models import JoinRequest, Room

FACES = 12
REQUESTS = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def ask(request: SignedIn, code: str) -> HttpResponse:
    """Where one waits, for whoever showed the room's code; posting asks, or asks no more."""
    now = clock.now()
    asked = entering.request_of(request.user, code, now=now)
    room = asked.room
    if room.public or access.is_member(request.user.pk, room):
        return redirect("pages:room", room.code)
    if request.method != "POST":
        return render(request, "rooms/ask.html", _waiting(asked, AskForm()))
    if "withdraw" in request.POST:
        entering.withdraw(request.user, room.pk, now=now)
        return redirect("room-ask", room.code)
    form = AskForm(request.POST)
    if not form.is_valid():
        return render(request, "rooms/ask.html", _waiting(asked, form), status=422)
    entering.ask(request.user, room.pk, text=form.cleaned_data["text"], now=now)
    return redirect("room-ask", room.code)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def link(request: SignedIn, token: str) -> HttpResponse:
    """A link's front door, also of a private room; posting takes the seat."""
    now, address = clock.now(), address_of(request)
    if request.method == "POST":
        room = inviting.join_by_link(request.user, token, address=address, now=now)
        return redirect("pages:room", room.code)
    room = inviting.room_behind(token, request.user, address=address, now=now)
    if room.is_lounge or access.is_member(request.user.pk, room):
        return redirect("pages:room", room.code)
    [card] = selectors.cards([room], request.user)
    faces = presence.faces([room.stream_name], most=FACES).get(room.stream_name, [])
    context = {"room": room, "card": card, "faces": faces, "door": request.path}
    return render(request, "rooms/front_door.html", context)


@require_safe
@login_required
@never_cache
def requests(request: SignedIn, code: str) -> HttpResponse:
    room = access.answerable_room(request.user, code, now=clock.now())
    shown = Paginator(selectors.waiting(room), REQUESTS).get_page(request.GET.get("page"))
    return render(request, "rooms/requests.html", {"room": room, "page": shown})


@require_POST
@login_required
def answer(request: SignedIn, code: str, request_id: int) -> HttpResponse:
    now = clock.now()
    room = access.answerable_room(request.user, code, now=now)
    answers = {"approve": entering.approve, "deny": entering.deny}
    given = request.POST.get("answer", "")
    if given not in answers:
        raise BadRequest("Let them in, or don't.")
    answers[given](room, request_id, by=request.user, now=now)
    return HttpResponseRedirect(next_page(request, otherwise=f"/rooms/{room.code}/requests/"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def invite(request: SignedIn, code: str) -> HttpResponse:
    """The room's link, for the host, and inviting by name, for every member."""
    now = clock.now()
    room = access.room_for(request.user, code, now=now)
    if room.is_lounge:
        raise NotFound(access.NO_ROOM)
    form = InviteForm(request.POST if "username" in request.POST else None)
    if request.method == "POST" and not form.is_bound:
        _change_link(request, room)
        return redirect("room-invite", room.code)
    if form.is_valid():
        try:
            inviting.invite(room, form.cleaned_data["username"], by=request.user, now=now)
        except CafeError as refusal:
            form.add_error("username", refusal.detail)
        else:
            messages.success(request, f"{form.cleaned_data['username']} finds your invitation.")
            return redirect("room-invite", room.code)
    is_host = access.may_moderate(request.user, room)
    link = link_shown(request, room) if is_host else ""
    context = {"room": room, "form": form, "is_host": is_host, "link": link}
    return render(request, "rooms/invite.html", context, status=422 if form.errors else 200)


def _change_link(request: SignedIn, room: Room) -> None:
    if request.POST.get("link") == "revoke":
        inviting.revoke_link(room, by=request.user, now=clock.now())
    else:
        inviting.renew_link(room, by=request.user, now=clock.now())


def link_shown(request: SignedIn, room: Room) -> str:
    found = inviting.link_of(room, by=request.user)
    return request.build_absolute_uri(inviting.address_of(found)) if found else ""


def _waiting(asked: JoinRequest, form: AskForm) -> dict[str, object]:
    again = entering.may_ask_again_at(asked)
    now = clock.now()
    return {
        "room": asked.room,
        "asked": asked,
        "form": form,
        "minutes_to_wait": -(-int((again - now).total_seconds()) // 60)
        if again is not None and again > now
        else 0,
    }

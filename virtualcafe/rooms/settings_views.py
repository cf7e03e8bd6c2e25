"""A room as its host set it up: changing that, keeping it, closing it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from virtualcafe.accounts.requests import SignedIn
from virtualcafe.lib import clock
from virtualcafe.lib.errors import BadRequest, Forbidden
from virtualcafe.rooms import access, actions, cleanup
from virtualcafe.rooms.door_views import link_shown
from virtualcafe.rooms.forms import ClosingForm, InviteForm, RoomForm
from virtualcafe.rooms.models import Room
from virtualcafe.rooms.people_views import people_context


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def settings(request: SignedIn, code: str) -> HttpResponse:
    """For the host, and for admins of every room."""
    now = clock.now()
    room = access.moderated_room(request.user, code, now=now)
    form = RoomForm.of(room, request.POST or None, person=request.user)
    if form.is_valid():
        try:
            actions.change_room(room, by=request.user, now=now, **form.cleaned_data)
        except (BadRequest, Forbidden) as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved. Everybody in the room sees it already."))
            return redirect("room-settings", room.code)
    return _page(request, room, form=form, closing=ClosingForm(room=room))


@require_POST
@login_required
def close(request: SignedIn, code: str) -> HttpResponse:
    """The room's code has to be typed: its messages, files and minutes go for good."""
    now = clock.now()
    room = access.moderated_room(request.user, code, now=now)
    closing = ClosingForm(request.POST, room=room)
    if not closing.is_valid():
        form = RoomForm.of(room, None, person=request.user)
        return _page(request, room, form=form, closing=closing)
    cleanup.close_room(room, by=request.user, now=now)
    messages.success(request, _("“%(room)s” is closed.") % {"room": room.name})
    return redirect("rooms")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def keep(request: SignedIn, code: str) -> HttpResponse:
    """Where a host comes who was told that the room will go."""
    now = clock.now()
    room = access.moderated_room(request.user, code, now=now)
    if request.method == "POST":
        actions.keep_room(room, by=request.user, now=now)
        messages.success(request, _("It stays until you close it."))
        return redirect("room-settings", room.code)
    return render(request, "rooms/keep.html", {"room": room})


def _page(request: SignedIn, room: Room, *, form: RoomForm, closing: ClosingForm) -> HttpResponse:
    context = {
        **people_context(request, room, now=clock.now()),
        "form": form,
        "closing": closing,
        "invite": link_shown(request, room) if not room.is_lounge else None,
        "invite_form": InviteForm(),
        "back": "settings",
    }
    status = 422 if form.errors or closing.errors else 200
    return render(request, "rooms/settings.html", context, status=status)

"""The leaderboards, and whether one stands on them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from virtualcafe.accounts.models import Preferences
from virtualcafe.accounts.requests import SignedIn, next_page
from virtualcafe.lib import clock
from virtualcafe.progress.board_page import board_page


@require_safe
@login_required
def leaderboard(request: SignedIn) -> HttpResponse:
    page = board_page(request.user, request.GET.dict(), now=clock.now())
    return render(request, "progress/leaderboard.html", {"page": page, "board": page.board})


@require_POST
@login_required
def visibility(request: SignedIn) -> HttpResponse:
    liked = Preferences.of(request.user.pk)
    liked.on_boards = request.POST.get("on_boards") == "yes"
    liked.save(update_fields=["on_boards"])
    shown, hidden = _("You are on the boards again."), _("You are hidden on every board.")
    messages.success(request, shown if liked.on_boards else hidden)
    return HttpResponseRedirect(next_page(request, otherwise="/leaderboard/"))

"""The page of one's own minutes."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from virtualcafe.accounts.requests import SignedIn
from virtualcafe.lib import clock
from virtualcafe.lib.local_days import zone
from virtualcafe.progress import selectors


@require_safe
@login_required
def progress(request: SignedIn) -> HttpResponse:
    context = {
        "week": selectors.week(request.user, now=clock.now()),
        "recent": selectors.recent(request.user),
        "zone": zone(request.user.time_zone),
    }
    return render(request, "progress/progress.html", context)

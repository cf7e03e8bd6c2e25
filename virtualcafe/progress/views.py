"""The pages of one's own minutes and badges."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from virtualcafe.accounts.requests import SignedIn
from virtualcafe.lib import clock
from virtualcafe.lib.errors import NotFound
from virtualcafe.lib.ids import id_in
from virtualcafe.lib.local_days import zone
from virtualcafe.progress import goals, picture, selectors
from virtualcafe.progress.achievements import BY_SLUG
from virtualcafe.progress.charts.medal import medal
from virtualcafe.progress.forms import PRESETS, GoalForm


@require_safe
@login_required
def progress(request: SignedIn) -> HttpResponse:
    form = GoalForm(initial={"weekly_goal_minutes": selectors.goal_of(request.user)})
    return render(request, "progress/progress.html", _page(request, form))


@require_POST
@login_required
def goal(request: SignedIn) -> HttpResponse:
    """Hours a week, by a preset or typed."""
    form = GoalForm(request.POST)
    if not form.is_valid():
        return render(request, "progress/progress.html", _page(request, form), status=400)
    goals.set_weekly_goal(request.user, form.cleaned_data["weekly_goal_minutes"])
    messages.success(request, _("Your goal is set."))
    return redirect("progress")


@require_safe
@login_required
def achievements(request: SignedIn) -> HttpResponse:
    context = {"families": picture.families(request.user)}
    return render(request, "progress/achievements.html", context)


@require_safe
@login_required
def badge(request: SignedIn, slug: str) -> HttpResponse:
    """The drawing alone, for a celebration."""
    known = BY_SLUG.get(slug)
    if known is None:
        raise NotFound(_("There is no such badge."))
    drawn = medal(known.family, known.tier)
    return render(request, "progress/charts/_medal.html", {"drawn": drawn, "earned": True})


def _page(request: SignedIn, form: GoalForm) -> dict[str, object]:
    year = id_in(request.GET.get("year", ""))
    return {
        "picture": picture.picture(request.user, year=year, now=clock.now()),
        "zone": zone(request.user.time_zone),
        "goal_form": form,
        "goal_presets": PRESETS,
    }

"""Pages that belong to no single feature."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from virtualcafe.accounts.models import Person, Preferences
from virtualcafe.accounts.requests import next_page
from virtualcafe.pages import themes


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("/home/")
    return render(request, "pages/landing.html")


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Kept on this device, and in the preferences of whoever is signed in."""
    theme = request.POST.get("theme", "")
    response = HttpResponseRedirect(next_page(request, otherwise="/"))
    if theme in Preferences.Theme.values:
        themes.remember(response, theme, secure=request.is_secure())
        if isinstance(request.user, Person):
            themes.prefer(request.user, theme)
    return response

"""The theme somebody chose: by their preferences when signed in, else on this device."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from virtualcafe.accounts.models import Person, Preferences

AUTO = Preferences.Theme.AUTO
COOKIE = "theme"
YEAR = 60 * 60 * 24 * 365


def chosen(request: HttpRequest) -> str:
    kept = getattr(getattr(request, "user", None), "preferences", None)
    theme = kept.theme if kept else request.COOKIES.get(COOKIE)
    return theme if theme in Preferences.Theme.values else AUTO


def remember(response: HttpResponse, theme: str, *, secure: bool) -> None:
    response.set_cookie(COOKIE, theme, max_age=YEAR, samesite="Lax", secure=secure)


def prefer(person: Person, theme: str) -> None:
    preferences = Preferences.of(person.pk)
    preferences.theme = theme
    preferences.save(update_fields=["theme"])

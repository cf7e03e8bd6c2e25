"""The theme somebody chose: on this device by a cookie, else by their preferences."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

AUTO = "auto"
THEMES = ("light", "dark", AUTO)
COOKIE = "theme"
YEAR = 60 * 60 * 24 * 365


def chosen(request: HttpRequest) -> str:
    theme = request.COOKIES.get(COOKIE) or _preferred(request)
    return theme if theme in THEMES else AUTO


def remember(response: HttpResponse, theme: str, *, secure: bool) -> None:
    response.set_cookie(COOKIE, theme, max_age=YEAR, samesite="Lax", secure=secure)


def _preferred(request: HttpRequest) -> str:
    person = getattr(request, "user", None)
    return getattr(getattr(person, "preferences", None), "theme", AUTO)

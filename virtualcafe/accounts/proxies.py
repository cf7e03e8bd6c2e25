"""Requests through a proxy of ours look as the browser sent them: its scheme and its host."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from virtualcafe.lib.addresses import is_trusted


class BehindProxies:
    """Stands first: cookies, redirects and CSRF ask whether a request is secure."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_trusted(request.META.get("REMOTE_ADDR", ""), settings.CAFE_TRUSTED_PROXIES):
            _believe(request)
        return self.get_response(request)


def _believe(request: HttpRequest) -> None:
    """The last entry is the nearest proxy's own; what stands before it a stranger may have sent."""
    scheme = _last(request.META.get("HTTP_X_FORWARDED_PROTO", ""))
    if scheme in {"http", "https"}:
        request.META["wsgi.url_scheme"] = scheme
    if host := _last(request.META.get("HTTP_X_FORWARDED_HOST", "")):
        request.META["HTTP_HOST"] = host


def _last(header: str) -> str:
    return header.rpartition(",")[2].strip()

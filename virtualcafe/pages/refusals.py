"""Refusals as pages: a form says its sentence where it was sent from; a page shows its kind's."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.defaults import page_not_found

from virtualcafe.lib.errors import CafeError, NotFound

Answer = Callable[[HttpRequest], HttpResponse]


class Refusals:
    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """What a page shows was made for one person: a signed-out tab's history and a proxy on the
        way keep none of it."""
        if "\x00" in request.path:
            raise Http404  # before a database is asked that takes no such letter
        response = self._get_response(request)
        if (page := _page_of_form(request)) and _asks_to_log_in_for(request, response):
            # After it the form's address would be read, and many only take what is sent.
            response = redirect_to_login(page)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, CafeError):
            return None
        if isinstance(error, NotFound):
            return page_not_found(request, Http404())
        if request.method == "POST":
            messages.error(request, error.detail)
            return redirect(_page_of_form(request) or "/home/")
        return render(request, "403.html", {"detail": error.detail}, status=error.status)


def _asks_to_log_in_for(request: HttpRequest, response: HttpResponse) -> bool:
    to = urlsplit(response.get("Location", ""))
    after = parse_qs(to.query).get("next", [""])[0]
    return to.path == resolve_url(settings.LOGIN_URL) and after == request.get_full_path()


def _page_of_form(request: HttpRequest) -> str:
    """Our own page that held what was posted: the browser names it to us alone."""
    page: str = request.META.get("HTTP_REFERER", "")
    if request.method != "POST" or not url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return ""
    # Two slashes in front would lead to another host.
    return "/" + urlsplit(page).path.lstrip("/\\")

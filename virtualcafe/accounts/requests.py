"""What views know of a request once they know who asks."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from virtualcafe.accounts.models import Person


class SignedIn(HttpRequest):
    """A request behind `login_required`."""

    user: Person


def next_page(request: HttpRequest, *, otherwise: str) -> str:
    """The page of ours that held the form, where it says which. Redirect with
    `HttpResponseRedirect`: `redirect` takes a word for the name of a view."""
    page = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(page, None, require_https=request.is_secure())
    return page if ours else otherwise

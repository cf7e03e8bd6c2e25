"""Taking one's data away, and oneself."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from virtualcafe.accounts import departure, export
from virtualcafe.accounts.forms import LeaveForm, PasswordForm
from virtualcafe.accounts.models import Person
from virtualcafe.accounts.requests import SignedIn
from virtualcafe.lib import clock
from virtualcafe.lib.errors import BadRequest, Conflict, RateLimited


@login_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: SignedIn) -> HttpResponseBase:
    """The file, for who knows the password: somebody may sit at a screen that was left open."""
    form = PasswordForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            return exported(request.user)
        except RateLimited as refusal:
            form.add_error(None, refusal.detail)
    return render(request, "accounts/export.html", {"form": form})


@login_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: SignedIn) -> HttpResponse:
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            departure.delete_account(
                request.user, password=form.cleaned_data["password"], now=clock.now()
            )
        except BadRequest as refusal:
            form.add_error("password", refusal.detail)
        except (Conflict, RateLimited) as refusal:
            form.add_error(None, refusal.detail)
        else:
            logout(request)
            messages.success(request, "Your account is deleted. Fare well.")
            return redirect("/")
    return render(request, "accounts/delete.html", {"form": form})


def exported(person: Person) -> StreamingHttpResponse:
    """Raises RateLimited."""
    export.allow(person)
    answer = StreamingHttpResponse(export.zipped(person), content_type="application/zip")
    name = export.file_name(person, now=clock.now())
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

"""What one does about other people, as forms: follow, block, report."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from virtualcafe.accounts import relations, reports
from virtualcafe.accounts.models import Person
from virtualcafe.accounts.requests import SignedIn, next_page
from virtualcafe.lib import clock
from virtualcafe.lib.errors import BadRequest


def _form(act: Callable[[Person, Person], None], sentence: str) -> Callable[..., HttpResponse]:
    """A view that does this to the person of this name and goes back."""

    @require_POST
    @login_required
    def view(request: SignedIn, username: str) -> HttpResponse:
        other = relations.person_named(username)
        act(request.user, other)
        messages.success(request, sentence.format(name=other.username))
        own = reverse("accounts:person", args=[other.username])
        return HttpResponseRedirect(next_page(request, otherwise=own))

    return view


follow = _form(
    lambda person, other: relations.follow(person, other, now=clock.now()), "You follow {name}."
)
unfollow = _form(relations.unfollow, "You follow {name} no longer.")
block = _form(
    lambda person, other: relations.block(person, other, now=clock.now()),
    "{name} can't write to you any more, and you see less of them.",
)
unblock = _form(relations.unblock, "{name} is blocked no longer.")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def report(request: SignedIn, about: str, object_id: int) -> HttpResponse:
    """What it is about stands above the form, as the admins will read it."""
    now = clock.now()
    subject = reports.subject_of(request.user, about, object_id, now=now)
    reason, wrong = request.POST.get("reason", ""), ""
    if request.method == "POST":
        try:
            reports.report(request.user, about, object_id, reason=reason, now=now)
        except BadRequest as refusal:
            wrong = refusal.detail
        else:
            messages.success(request, "Thank you. Somebody will look at it.")
            return redirect("pages:home")
    context = {
        "subject": subject,
        "reason": reason,
        "wrong": wrong,
        "longest": reports.LONGEST_REASON,
    }
    return render(request, "accounts/report.html", context, status=422 if wrong else 200)

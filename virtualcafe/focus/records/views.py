"""The pages of one's own sessions. Everything on them works without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from virtualcafe.accounts.requests import SignedIn
from virtualcafe.focus.models import Session
from virtualcafe.focus.records import correcting, selectors
from virtualcafe.focus.records.filters import Wanted
from virtualcafe.focus.records.forms import SessionForm
from virtualcafe.focus.records.hand import standing
from virtualcafe.focus.records.paging import page
from virtualcafe.focus.records.reporting import Report, report
from virtualcafe.focus.records.table import table
from virtualcafe.lib import clock, spreadsheet
from virtualcafe.lib.errors import CafeError, NotFound
from virtualcafe.lib.local_days import zone

FORM = ["GET", "HEAD", "POST"]


@require_safe
@login_required
def sessions(request: SignedIn) -> HttpResponse:
    wanted = Wanted.of(request.GET)
    shown = page(wanted.among(selectors.sessions(request.user)), request.GET)
    context = {
        "page": shown,
        "days": [
            (day, list(rows)) for day, rows in groupby(shown.rows, lambda row: row.local_date)
        ],
        "wanted": wanted,
        "rooms": selectors.rooms_of(request.user),
        "tasks": selectors.tasks_of(request.user),
        "sources": Session.Source.choices,
        "zone": zone(request.user.time_zone),
    }
    return render(request, "records/list.html", context)


@require_safe
@login_required
def download(request: SignedIn) -> HttpResponseBase:
    """What the list shows, all of its pages."""
    rows = Wanted.of(request.GET).among(selectors.sessions(request.user))
    lines = spreadsheet.written(table(rows, time_zone=request.user.time_zone))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="sessions.csv"'
    return answer


@require_safe
@login_required
def one(request: SignedIn, session_id: int) -> HttpResponse:
    session = standing(request.user, session_id)
    context = {
        "session": session,
        "history": selectors.history(session),
        "zone": zone(request.user.time_zone),
    }
    return render(request, "records/session.html", context)


@require_http_methods(FORM)
@login_required
def add(request: SignedIn) -> HttpResponse:
    now = clock.now()
    if request.method != "POST":
        return _form(request, SessionForm.new(request.user, now=now))
    form = SessionForm(request.POST, person=request.user)
    made = _took(form, lambda: report(request.user, Report(**form.all_of_it), now=now))
    if made is None:
        return _form(request, form)
    messages.success(request, _("Your session was added."))
    return redirect("session", made[0].chain)


@require_http_methods(FORM)
@login_required
def correct(request: SignedIn, session_id: int) -> HttpResponse:
    session = standing(request.user, session_id)
    form = SessionForm.of(session, request.user, request.POST if request.method == "POST" else None)
    after = _took(
        form, lambda: correcting.correct(request.user, session.pk, form.given, now=clock.now())
    )
    if after is None:
        return _form(request, form, session=session)
    messages.success(request, _("Your session was corrected."))
    return redirect("session", after.chain)


@require_http_methods(FORM)
@login_required
def delete(request: SignedIn, session_id: int) -> HttpResponse:
    session = standing(request.user, session_id)
    if request.method == "POST":
        correcting.delete(request.user, session.pk, now=clock.now())
        messages.success(request, _("The session was deleted."))
        return redirect("sessions")
    context = {"session": session, "zone": zone(request.user.time_zone)}
    return render(request, "records/delete.html", context)


def _took(form: SessionForm, act: Callable[[], Any]) -> Any:
    """What was done, or None; what was refused stands in the form."""
    if not form.is_valid():
        return None
    try:
        return act()
    except NotFound:
        raise
    except CafeError as refusal:
        form.add_error(None, refusal.detail)
        return None


def _form(request: SignedIn, form: SessionForm, *, session: Session | None = None) -> HttpResponse:
    context = {"form": form, "session": session, "zone": zone(request.user.time_zone)}
    return render(request, "records/form.html", context, status=422 if form.errors else 200)

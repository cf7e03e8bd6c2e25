"""The list of what happened while one was elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from virtualcafe.accounts.requests import SignedIn
from virtualcafe.lib import clock
from virtualcafe.lib.ids import id_in
from virtualcafe.lib.local_days import local_date, zone
from virtualcafe.notifications import actions, kinds, selectors
from virtualcafe.notifications.models import Notification
from virtualcafe.notifications.wire import NotificationObject, notification_object

PER_PAGE = 50


class Line(NamedTuple):
    notification: Notification
    shown: NotificationObject
    answer: str


class Section(NamedTuple):
    """What is new stands together; what was read, by the person's own days. `day` is empty for
    the former."""

    day: object
    lines: list[Line]


@require_safe
@login_required
@never_cache
def page(request: SignedIn) -> HttpResponse:
    listed = selectors.unread_first(request.user)
    shown = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "sections": _sections(shown.object_list, request.user.time_zone),
        "any_new": Notification.objects.of(request.user.pk).unread().exists(),
        "zone": zone(request.user.time_zone),
        "today": local_date(clock.now(), request.user.time_zone),
    }
    return render(request, "notifications/list.html", context)


@require_POST
@login_required
def read(request: SignedIn) -> HttpResponse:
    """All of them, or the one whose button was pressed."""
    chosen = request.POST.get("id", "")
    one = id_in(chosen)
    if one is not None or not chosen:
        ids = None if one is None else [one]
        actions.mark_read(request.user.pk, ids, now=clock.now())
    return redirect("notifications")


def _sections(notifications: Iterable[Notification], zone_name: str) -> list[Section]:
    def day(notification: Notification) -> object:
        return notification.read_at and local_date(notification.created_at, zone_name)

    by_day = groupby(notifications, day)
    return [Section(of, [_line(each) for each in those]) for of, those in by_day]


def _line(notification: Notification) -> Line:
    answer = kinds.of(notification.kind).answer
    return Line(notification, notification_object(notification), answer)

"""Where a session lies whose client doesn't say when it was."""

from __future__ import annotations

from datetime import datetime, timedelta

from virtualcafe.accounts.models import Person
from virtualcafe.focus.models import Session
from virtualcafe.focus.records.rules import MINUTE, parts_in
from virtualcafe.lib.errors import Conflict

#: Nobody sends later than this what they did.
REACH = timedelta(days=1)


def before(person: Person, kind: str, minutes: int, *, now: datetime) -> datetime:
    """The beginning of the latest time of that length in which nothing of its kind is."""
    earliest, length = now - REACH, minutes * MINUTE
    end = min([now, *parts_in(person, kind).values_list("started_at", flat=True)])
    rows = Session.objects.filter(person=person, kind=kind, stands=True, ended_at__gt=earliest)
    taken = rows.filter(started_at__lt=end).order_by("-ended_at")
    for began, ended in taken.values_list("started_at", "ended_at"):
        if ended <= end - length:
            break
        end = min(end, began)
    if end - length < earliest:
        raise Conflict("The last day holds no more minutes than you have in it already.")
    return end - length

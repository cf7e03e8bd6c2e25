"""Reading sessions. Nothing here changes anything."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from virtualcafe.accounts.models import Person
from virtualcafe.focus.models import Session

#: A list to choose from is no longer than this.
MOST_CHOICES = 200


def sessions(person: Person) -> QuerySet[Session]:
    """What stands of theirs, breaks among it, the latest first."""
    rows = Session.objects.filter(person=person, stands=True).select_related("room", "corrects")
    return rows.order_by("-started_at", "-pk")


def history(session: Session) -> list[Session]:
    """How it came to be as it is: the first, then each correction. One query."""
    chain = Q(pk=session.chain) | Q(corrects=session.chain)
    return list(Session.objects.filter(chain, person=session.person_id).order_by("pk"))


def rooms_of(person: Person) -> list[str]:
    return _named(person, "room_name")


def tasks_of(person: Person) -> list[str]:
    return _named(person, "task")


def _named(person: Person, column: str) -> list[str]:
    rows = Session.objects.filter(person=person, stands=True).exclude(**{column: ""})
    return list(rows.order_by(column).values_list(column, flat=True).distinct()[:MOST_CHOICES])

"""What pages and API show of a person's notifications."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from virtualcafe.accounts.models import Person, Preferences
from virtualcafe.notifications.models import Notification, NotificationQuerySet
from virtualcafe.realtime.models import Stream

#: Where Django keeps `person.preferences`.
_CACHE = Preferences._meta.get_field("person").remote_field


class Bell(NamedTuple):
    """How many are unread, and the place in the person's stream where that was so."""

    unread: int
    seq: int


def bell(person: Person) -> Bell:
    """For every page, in the query that brings the person's preferences, which it needs too."""
    unread = Notification.objects.filter(person=OuterRef("pk"), read_at=None).order_by()
    counted = unread.values("person").annotate(number=Count("pk")).values("number")
    top = Stream.objects.filter(name=f"user:{person.pk}").values("last_seq")
    row = (
        Person.objects.select_related("preferences")
        .annotate(
            unread=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
            seq=Coalesce(Subquery(top), 0),
        )
        .get(pk=person.pk)
    )
    _CACHE.set_cached_value(person, getattr(row, "preferences", None))
    return Bell(row.unread, row.seq)


def unread_counts(people: Collection[int]) -> dict[int, int]:
    """By person; who has none is missing."""
    unread = Notification.objects.filter(person__in=people, read_at=None).order_by()
    return dict(unread.values_list("person").annotate(number=Count("pk")))


def unread_first(person: Person) -> NotificationQuerySet:
    """The list as people read it: what is new on top, then the latest first."""
    own = Notification.objects.of(person.pk).annotate(is_new=Q(read_at=None))
    return own.order_by("-is_new", "-created_at", "-pk")


def latest_first(person: Person) -> NotificationQuerySet:
    return Notification.objects.of(person.pk).order_by("-created_at", "-pk")

"""Who belongs to a room, as its list shows them: those present first, then by how long they sit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from virtualcafe.accounts.models import Person
from virtualcafe.accounts.wire import user_object
from virtualcafe.lib import clock
from virtualcafe.realtime import leases
from virtualcafe.rooms import access
from virtualcafe.rooms.models import Bar, Mute, Room

Object = dict[str, Any]


def people(room: Room) -> QuerySet[Person]:
    """Members; of the lounge, which has none, whoever is in it."""
    here = leases.here().filter(stream=room.stream_name, person=OuterRef("pk"))
    if room.is_lounge:
        present = Person.objects.filter(Exists(here))
        return present.order_by("username")
    seated = Person.objects.filter(memberships__room=room)
    return seated.annotate(here=Exists(here)).order_by("-here", "memberships__joined_at", "pk")


def described(room: Room, shown: Sequence[Person], *, to: Person, now: datetime) -> list[Object]:
    """For the list: who each is, what they are up to, and what `to` may do about them. Three
    queries for any number of people."""
    ids = [person.pk for person in shown]
    statuses = statuses_of(room, ids)
    moderates = access.may_moderate(to, room)
    mutes = muted_until(room, ids if moderates else [to.pk], now=now)
    return [
        {
            "user": user_object(person),
            "role": room.role_of(person.pk),
            "status": statuses.get(person.pk),
            "is_here": person.pk in statuses,
            "muted_until": mutes.get(person.pk),
            "is_me": person == to,
            "may_moderate": moderates and _may_be_moderated(person, by=to),
            "may_host": moderates and not room.is_lounge and person.pk != room.host_id,
        }
        for person in shown
    ]


def statuses_of(room: Room, ids: Collection[int]) -> dict[int, str]:
    """Of those who are present; of two tabs the latest word counts."""
    rows = leases.here().filter(stream=room.stream_name, person__in=ids).order_by("-ended_at", "pk")
    return dict(rows.values_list("person_id", "status"))


def muted_until(room: Room, ids: Collection[int], *, now: datetime) -> dict[int, datetime]:
    mutes = Mute.objects.standing(now).filter(room=room, person__in=ids)
    return dict(mutes.values_list("person_id", "until"))


def bars(room: Room, *, now: datetime) -> QuerySet[Bar]:
    """Who is kept out: banned, or kicked a moment ago; the latest first."""
    standing = Bar.objects.standing(now).filter(room=room)
    return standing.select_related("person", "by").order_by("-created_at", "-pk")


def bar_object(bar: Bar) -> Object:
    return {
        "user": user_object(bar.person),
        "until": clock.iso(bar.until),
        "by": user_object(bar.by) if bar.by else None,
        "created_at": clock.iso(bar.created_at),
    }


def _may_be_moderated(person: Person, *, by: Person) -> bool:
    return person != by and (access.is_admin(by) or not access.is_admin(person))

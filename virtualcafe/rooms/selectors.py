"""Lists of rooms, as pages and API show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from virtualcafe.accounts.models import Person
from virtualcafe.accounts.wire import user_object
from virtualcafe.lib import clock
from virtualcafe.realtime import leases
from virtualcafe.rooms import access, directory, hooks, people, presence
from virtualcafe.rooms.models import JoinRequest, Membership, Mute, Room
from virtualcafe.rooms.wire import room_objects

FACES = 4
SUBJECTS = 50

Card = dict[str, object]


class Seats(NamedTuple):
    """A room, how many hold a seat in it, and of the asking person: whether they do, and until when
    they are muted there."""

    room: Room
    members: int
    is_mine: bool
    muted_until: datetime | None


def with_seats(person: Person, code: str, *, now: datetime) -> Seats | None:
    """Of any room, dead or private: the caller decides. One query, with host and stream."""
    mine = Membership.objects.filter(room=OuterRef("pk"), person=person)
    rooms = Room.objects.select_related("host", "stream").filter(code=code)
    mutes = Mute.objects.standing(now).filter(room=OuterRef("pk"), person=person)
    muted = Subquery(mutes.values("until"))
    room = rooms.annotate(taken=Count("memberships"), mine=Exists(mine), muted=muted).first()
    if room is None:
        return None
    return Seats(room, room.taken, room.mine, room.muted)  # type: ignore[attr-defined]


def others(person: Person, *, now: datetime) -> QuerySet[Room]:
    """The lounge, then public rooms of others, the liveliest first."""
    rooms = directory.open_to(person, directory.Wanted(), now=now)
    seated = Membership.objects.filter(person=person).values("room")
    return _liveliest_first(rooms.exclude(pk__in=seated).filter(public=True))


def found(person: Person, wanted: directory.Wanted, *, now: datetime) -> QuerySet[Room]:
    """What somebody looks for, among their own rooms and those of others."""
    return _liveliest_first(directory.open_to(person, wanted, now=now))


def subjects(now: datetime) -> list[str]:
    rooms = Room.objects.alive(now).filter(public=True).exclude(subject="")
    return list(rooms.order_by("subject").values_list("subject", flat=True).distinct()[:SUBJECTS])


def lounge() -> Room | None:
    return Room.objects.filter(is_lounge=True).first()


def seated_in(person: Person, *, now: datetime) -> list[Room]:
    """The person's own living rooms, the latest joined first."""
    rooms = Room.objects.alive(now).of(person).select_related("host", "stream")
    return list(rooms.order_by("-memberships__joined_at"))


def cards(rooms: Sequence[Room], person: Person) -> list[Card]:
    """Room objects with the faces of who is in; a constant number of queries."""
    faces = presence.faces([room.stream_name for room in rooms], most=FACES)
    objects = room_objects(rooms, for_person=person.pk)
    seated = [room for room, each in zip(rooms, objects, strict=True) if each["role"]]
    unread = hooks.unread_of(person.pk, [room.stream for room in seated])
    return [
        described
        | {
            "faces": faces.get(room.stream_name, []),
            "unread": unread.get(room.stream_name, 0),
            "is_lounge": room.is_lounge,
            "is_full": room.capacity is not None and _number(described["members"]) >= room.capacity,
            "phase": phase(described["timer"]),
            "minutes_left": minutes_left(described["timer"]),
        }
        for room, described in zip(rooms, objects, strict=True)
    ]


def phase(timer: object) -> object:
    """What a card is coloured by: a phase that waits to be started is none yet."""
    if not isinstance(timer, Mapping) or timer.get("state") == "idle":
        return "idle"
    return timer.get("phase")


def minutes_left(timer: object) -> int | None:
    """Of a running timer's phase, the begun one counted whole."""
    if not isinstance(timer, Mapping) or timer.get("state") != "running":
        return None
    return -(-_number(timer.get("remaining_ms")) // 60_000)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _liveliest_first(rooms: QuerySet[Room]) -> QuerySet[Room]:
    here = leases.here().filter(stream=Concat(Value("room:"), OuterRef("code")))
    people = here.order_by().values("stream").annotate(people=Count("person", distinct=True))
    count = Coalesce(Subquery(people.values("people"), output_field=IntegerField()), 0)
    return rooms.annotate(here=count).order_by("-is_lounge", "-here", "-created_at", "-pk")


def members(room: Room) -> QuerySet[Membership]:
    """First come first."""
    return room.memberships.select_related("person").order_by("joined_at", "pk")


def waiting(room: Room) -> QuerySet[JoinRequest]:
    """Who asks to come in, first come first."""
    asking = room.join_requests.waiting().select_related("person", "room")
    return asking.order_by("created_at", "pk")


def member_objects(
    room: Room, memberships: Iterable[Membership], *, to: Person, now: datetime
) -> list[Card]:
    """`{user, role, joined_at, present, status, muted_until}` of each; the last one is told to who
    keeps order, and to everybody of themselves."""
    known = list(memberships)
    statuses = people.statuses_of(room, [membership.person_id for membership in known])
    moderates = access.may_moderate(to, room)
    return [
        {
            "user": user_object(each.person),
            "role": room.role_of(each.person_id),
            "joined_at": clock.iso(each.joined_at),
            "present": each.person_id in statuses,
            "status": statuses.get(each.person_id),
            "muted_until": _told_mute(each, now) if moderates or each.person == to else None,
        }
        for each in known
    ]


def _told_mute(membership: Membership, now: datetime) -> str | None:
    until = membership.muted_until
    return clock.iso(until) if until is not None and until > now else None

"""Requests that wait at a room's door, and what becomes of them when the room or its people change.

The caller holds the room's lock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from virtualcafe.accounts.models import Person
from virtualcafe.notifications import actions
from virtualcafe.realtime.models import Stream
from virtualcafe.rooms import access, door_notices, selectors
from virtualcafe.rooms.models import JoinRequest, Room

Answer = JoinRequest.Answer


def showed_code(person: Person, room: Room, *, now: datetime) -> JoinRequest:
    """From now on the person may know of the room, and ask. Needs no lock."""
    start = {"answer": Answer.UNASKED, "created_at": now}
    return JoinRequest.objects.get_or_create(room=room, person=person, defaults=start)[0]


def tell(room: Room, request: JoinRequest, *, now: datetime) -> None:
    """The host hears of it; admins too while the host isn't in the room."""
    people = {room.host_id} if room.host_id is not None else set()
    if access.host_is_away(room):
        people |= _admins()
    door_notices.asked(room, request, people - {request.person_id}, now=now)


def settled(room: Room, request: JoinRequest, *, host_id: int | None = None) -> None:
    """It waits no longer: whoever was told (also a former host) may forget it."""
    door_notices.settled(request, _who_is_told(room, host_id))


def hold(room: Room, requests: Iterable[JoinRequest], *, host_id: int | None = None) -> None:
    """Lock the streams of all whom an answer to these concerns. The room's own comes before."""
    askers = {request.person_id for request in requests}
    actions.hold(askers | _who_is_told(room, host_id))


def seated(room: Room, person: Person, *, now: datetime) -> None:
    """They came in by another door while they waited at this one."""
    request = selectors.waiting(room).filter(person=person).first()
    if request is not None:
        request.settle(Answer.APPROVED, by=None, now=now)
        settled(room, request)


def barred(room: Room, person: Person, *, by: Person, now: datetime) -> None:
    """Who is kept out isn't waited for."""
    request = selectors.waiting(room).filter(person=person).first()
    if request is not None:
        deny(room, request, by=by, now=now)


def deny(room: Room, request: JoinRequest, *, by: Person, now: datetime) -> None:
    hold(room, [request])
    request.settle(Answer.DENIED, by=by, now=now)
    settled(room, request)
    door_notices.denied(room, request.person, now=now)


def opened(room: Room, *, now: datetime) -> None:
    """The room is public now: who waited is told so, and nobody is seated in their absence."""
    requests = list(selectors.waiting(room))
    hold(room, requests)
    for request in requests:
        request.settle(Answer.UNASKED, by=None, now=now)
        settled(room, request)
    door_notices.opened(room, [request.person_id for request in requests], now=now)


def host_changed(room: Room, *, before: int | None, now: datetime) -> None:
    """The requests move to whoever hosts the room now."""
    requests = list(selectors.waiting(room))
    hold(room, requests, host_id=before)
    for request in requests:
        settled(room, request, host_id=before)
        tell(room, request, now=now)


def closed(room: Room) -> None:
    """The requests go with the room."""
    Stream.objects.select_for_update().filter(pk=room.stream_id).first()
    requests = list(selectors.waiting(room))
    hold(room, requests)
    for request in requests:
        settled(room, request)
        door_notices.closed(room, request.person_id)


def forget(person: Person, now: datetime) -> None:
    """Somebody is about to be deleted: nobody is asked to answer them."""
    for request in person.join_requests.waiting().select_related("room"):
        request.settle(Answer.UNASKED, by=None, now=now)
        settled(request.room, request)


def _who_is_told(room: Room, host_id: int | None) -> set[int]:
    hosts = {host for host in (room.host_id, host_id) if host is not None}
    return hosts | _admins()


def _admins() -> set[int]:
    admins = Person.objects.filter(Q(role=Person.Role.ADMIN) | Q(is_superuser=True), is_active=True)
    return set(admins.values_list("pk", flat=True))

"""Asking to come into a private room, and answering."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from django.db import transaction

from virtualcafe.accounts import audit
from virtualcafe.accounts.models import Person
from virtualcafe.lib.errors import Conflict, Forbidden, NotFound, RateLimited
from virtualcafe.lib.rates import Rates
from virtualcafe.rooms import access, door_notices, rules, waiting
from virtualcafe.rooms.actions.locking import locked
from virtualcafe.rooms.actions.seating import seat
from virtualcafe.rooms.models import Bar, JoinRequest, Room

#: A no stands for so long.
ASK_AGAIN_AFTER = timedelta(minutes=10)
#: Doors at which one person waits at once.
MOST_OPEN = 10
#: Asking and taking it back, over and over, rings at the host's each time.
ASKS, ASKS_SECONDS = 20, 600
_asks = Rates()

Answer = JoinRequest.Answer


class Answering(Protocol):
    """`approve` and `deny`."""

    def __call__(self, room: Room, request_id: int, *, by: Person, now: datetime) -> None: ...


def ask(person: Person, room_id: int, *, text: str = "", now: datetime) -> JoinRequest:
    """Wait at the door, with a line of text; who waits already keeps their request as it is.

    Raises NotFound for a room whose code this person never showed, Conflict where there is nothing
    to ask for or they wait at too many doors, Forbidden while they are barred, RateLimited soon
    after a no, BadRequest with `fields` for the text."""
    kept = rules.request_text(text)
    with transaction.atomic():
        room = locked(room_id, now=now)
        request = _own_request(person, room)
        if request.is_waiting:
            return request
        access.refuse_barred(person.pk, room, now=now)
        _refuse_soon_after_a_no(request, now)
        _refuse_too_many(person)
        request.wait(kept, now=now)
        waiting.tell(room, request, now=now)
    return request


def request_of(person: Person, code: str, *, now: datetime) -> JoinRequest:
    """The person's own, with its room and host, waiting or not. Raises NotFound for a room whose
    code they never showed, and for one that is no more."""
    own = JoinRequest.objects.select_related("room__host", "room__stream").filter(person=person)
    request = own.filter(room__code=code).first()
    if request is None or access.is_dead(request.room, now=now):
        raise NotFound(access.NO_ROOM)
    return request


def withdraw(person: Person, room_id: int, *, now: datetime) -> None:
    """No longer ask; without an open request nothing happens. Raises NotFound as `ask` does."""
    with transaction.atomic():
        room = locked(room_id, now=now)
        request = room.join_requests.filter(person=person).first()
        if request is None:
            raise NotFound(access.NO_ROOM)
        if request.is_waiting:
            request.settle(Answer.UNASKED, by=None, now=now)
            waiting.settled(room, request)


def approve(room: Room, request_id: int, *, by: Person, now: datetime) -> None:
    """Seat who asked; once more changes nothing. The first answer counts.

    Raises as `_open_request`, Conflict for somebody who was barred meanwhile, and RoomFull, after
    which the request still waits."""
    with transaction.atomic():
        room, request = _before(room, request_id, by=by, now=now)
        if request.answer == Answer.APPROVED:
            return
        if request.answer == Answer.DENIED:
            raise Conflict(f"{request.person} was told no already, and may ask again.")
        if Bar.objects.standing(now).filter(room=room, person=request.person).exists():
            raise Conflict(f"{request.person} is kept out of this room. Lift that first.")
        request.settle(Answer.APPROVED, by=by, now=now)
        seated = seat(request.person, room, now=now)
        waiting.hold(room, [request])
        waiting.settled(room, request)
        door_notices.approved(seated, request.person, now=now)
        _note(room, "let in", request.person, by=by, now=now)


def deny(room: Room, request_id: int, *, by: Person, now: datetime) -> None:
    """Say no; once more changes nothing. Raises as `approve`, Conflict once they were let in."""
    with transaction.atomic():
        room, request = _before(room, request_id, by=by, now=now)
        if request.answer == Answer.DENIED:
            return
        if request.answer == Answer.APPROVED:
            raise Conflict(f"{request.person} was let in already.")
        waiting.deny(room, request, by=by, now=now)
        _note(room, "deny entry", request.person, by=by, now=now)


def _before(room: Room, request_id: int, *, by: Person, now: datetime) -> tuple[Room, JoinRequest]:
    """The room under its lock and the request. Raises Forbidden unless `by` may answer now,
    NotFound for a request that isn't this room's or was taken back."""
    room = locked(room.pk, now=now)
    if room.host_id != by.pk and not (access.is_admin(by) and access.host_is_away(room)):
        raise Forbidden("The host lets people in.")
    asked = room.join_requests.exclude(answer=Answer.UNASKED).select_related("person")
    request = asked.filter(pk=request_id).first()
    if request is None:
        raise NotFound("Nobody asks with this request any more.")
    return room, request


def _note(room: Room, verb: str, person: Person, *, by: Person, now: datetime) -> None:
    """Whom a host lets in is the host's affair; an admin's answer stands in the audit log."""
    if by.pk != room.host_id:
        audit.note(by, verb, person=person, place=str(room), now=now)


def _own_request(person: Person, room: Room) -> JoinRequest:
    seated = access.is_member(person.pk, room)
    if seated or room.is_lounge:
        raise Conflict("You have a seat here already.")
    if room.public:
        raise Conflict("This room is open to everybody. Just join it.")
    request = room.join_requests.select_related("person").filter(person=person).first()
    if request is None:
        raise NotFound(access.NO_ROOM)
    return request


def _refuse_soon_after_a_no(request: JoinRequest, now: datetime) -> None:
    again = may_ask_again_at(request)
    if again is not None and again > now:
        wait = (again - now).total_seconds()
        minutes = -(-int(wait) // 60)
        raise RateLimited(
            f"The answer was no. You may ask again in {minutes} min.", retry_after=wait
        )


def may_ask_again_at(request: JoinRequest) -> datetime | None:
    """After a no; None where nothing has to be waited for."""
    if request.answer != Answer.DENIED or request.answered_at is None:
        return None
    return request.answered_at + ASK_AGAIN_AFTER


def _refuse_too_many(person: Person) -> None:
    # Two requests of one person in two rooms hold different locks: the person's row makes them one.
    Person.objects.select_for_update(no_key=True).only("pk").get(pk=person.pk)
    if JoinRequest.objects.waiting().filter(person=person).count() >= MOST_OPEN:
        raise Conflict(f"You wait at {MOST_OPEN} doors already. Take one of those requests back.")
    if wait := _asks.take(person.pk, amount=ASKS, seconds=ASKS_SECONDS):
        raise RateLimited(retry_after=wait)

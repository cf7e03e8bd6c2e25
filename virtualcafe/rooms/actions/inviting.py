"""Links into a room, and inviting somebody by name."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from virtualcafe.accounts.models import Block, Person
from virtualcafe.lib.errors import BadRequest, Conflict, Forbidden, NotFound, RateLimited
from virtualcafe.lib.rates import Rates
from virtualcafe.rooms import access, door_notices, guesses, waiting
from virtualcafe.rooms.actions.locking import locked
from virtualcafe.rooms.actions.seating import seat
from virtualcafe.rooms.models import Bar, Invite, Room

NO_LINK = "This link opens no room. It may have been replaced by a new one."
#: So many people one may invite by name.
INVITATIONS, INVITATIONS_SECONDS = 30, 600
_invitations = Rates()


def link_of(room: Room, *, by: Person) -> Invite | None:
    """The room's link, where it has one. Raises Forbidden unless `by` hosts it or is an admin."""
    _must_host(room, by)
    return Invite.objects.filter(room=room).first()


def renew_link(room: Room, *, by: Person, now: datetime) -> Invite:
    """A new link; the one before is dead at once. Raises as `link_of`."""
    with transaction.atomic():
        room = locked(room.pk, now=now)
        _must_host(room, by)
        fresh = {"token": secrets.token_urlsafe(32), "created_at": now, "created_by": by}
        return Invite.objects.update_or_create(room=room, defaults=fresh)[0]


def revoke_link(room: Room, *, by: Person, now: datetime) -> None:
    """The link opens nothing any more; without one nothing happens. Raises as `link_of`."""
    with transaction.atomic():
        room = locked(room.pk, now=now)
        _must_host(room, by)
        Invite.objects.filter(room=room).delete()


def room_behind(token: str, person: Person, *, address: str, now: datetime) -> Room:
    """What a link opens. Raises NotFound for one that opens nothing, RateLimited after many."""
    guesses.allow(person.pk, address, now=now)
    invites = Invite.objects.select_related("room__host", "room__stream")
    invite = invites.filter(token=token).first() if "\x00" not in token else None
    if invite is None or access.is_dead(invite.room, now=now):
        guesses.note_wrong(person.pk, address, now=now)
        raise NotFound(NO_LINK)
    return invite.room


def join_by_link(person: Person, token: str, *, address: str, now: datetime) -> Room:
    """The link admits, to a private room too. Raises as `room_behind` and as `seat`."""
    room = room_behind(token, person, address=address, now=now)
    with transaction.atomic():
        room = locked(room.pk, now=now)
        # Between finding it and the lock the host may have revoked it.
        if not Invite.objects.filter(room=room, token=token).exists():
            raise NotFound(NO_LINK)
        return seat(person, room, now=now)


def invite(room: Room, username: str, *, by: Person, now: datetime) -> None:
    """Tell somebody of the room, with a way in: the host's is the link, which admits; a member's
    the code, with which one asks. Who blocks or is blocked hears nothing, and nobody learns that.

    Raises Forbidden for who has no seat, NotFound for a name that nobody has, Conflict for somebody
    who has a seat already or is kept out, RateLimited, BadRequest in the lounge."""
    person = _invitable(username, by)
    with transaction.atomic():
        room = locked(room.pk, now=now)
        if room.is_lounge:
            raise BadRequest("The lounge is open to everybody.")
        _must_sit(room, by)
        if access.is_member(person.pk, room):
            raise Conflict(f"{person} has a seat here already.")
        if not _may_reach(person, by) or _keeps_out(room, person, by, now):
            return
        url = _way_in(room, person, by=by, now=now)
        door_notices.invited(room, person, by=by, url=url, now=now)


def _invitable(username: str, by: Person) -> Person:
    # NUL has no place in a text of PostgreSQL.
    named = Person.objects.named(username.replace("\x00", " ").strip())
    person = named.filter(is_active=True).first()
    if person is None:
        raise NotFound("Nobody here is called that.")
    if person == by:
        raise BadRequest("You are here already.")
    wait = _invitations.take(by.pk, amount=INVITATIONS, seconds=INVITATIONS_SECONDS)
    if wait:
        raise RateLimited(retry_after=wait)
    return person


def _may_reach(person: Person, by: Person) -> bool:
    either = Q(person=person, blocked=by) | Q(person=by, blocked=person)
    return not Block.objects.filter(either).exists()


def _keeps_out(room: Room, person: Person, by: Person, now: datetime) -> bool:
    """The host is told to lift it first; members need not know who was sent away."""
    barred = Bar.objects.standing(now).filter(room=room, person=person).exists()
    if barred and access.may_moderate(by, room):
        raise Conflict(f"{person} is kept out of this room. Lift that first.")
    return barred


def _way_in(room: Room, person: Person, *, by: Person, now: datetime) -> str:
    if room.public:
        return f"/rooms/{room.code}/"
    if room.host_id == by.pk:
        link = Invite.objects.filter(room=room).first() or renew_link(room, by=by, now=now)
        return address_of(link)
    waiting.showed_code(person, room, now=now)
    return f"/join/ask/{room.code}/"


def address_of(link: Invite) -> str:
    return f"/join/{link.token}/"


def _must_host(room: Room, by: Person) -> None:
    if room.is_lounge or not access.may_moderate(by, room):
        raise Forbidden("Only the host has a link to give.")


def _must_sit(room: Room, by: Person) -> None:
    if access.is_member(by.pk, room):
        return
    raise Forbidden(access.NOT_A_MEMBER) if room.public else NotFound(access.NO_ROOM)

"""Keeping order: by the host in their room, by admins everywhere. Each act is in the audit log."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from virtualcafe.accounts import audit
from virtualcafe.accounts.models import Person
from virtualcafe.lib.errors import BadRequest, Forbidden, NotFound
from virtualcafe.realtime import log
from virtualcafe.rooms import access, events, notices, seats, waiting
from virtualcafe.rooms.actions.locking import locked
from virtualcafe.rooms.models import Bar, Membership, Mute, Room

BARRED_FOR = timedelta(minutes=10)
MOST_MINUTES_MUTED = 7 * 24 * 60


def kick(room: Room, person_id: int, *, by: Person, now: datetime) -> None:
    """Out, and barred for ten minutes.

    As all of these it raises Forbidden unless `by` hosts the room or is an admin, and where a host
    would moderate an admin; BadRequest for oneself, NotFound for somebody who isn't there."""
    with transaction.atomic():
        room, person = _before(room, person_id, by=by, now=now)
        _must_be_seated(room, person)
        seats.bar(room, person, until=now + BARRED_FOR, by=by, now=now)
        seats.put_out(room, person, reason="kicked", by=by, now=now)
        audit.note(by, "kick", person=person, place=str(room), now=now)


def ban(room: Room, person_id: int, *, by: Person, now: datetime) -> None:
    """Out, and barred until it is lifted; also who has no seat, or left to come again later."""
    with transaction.atomic():
        room, person = _before(room, person_id, by=by, now=now)
        seats.bar(room, person, until=None, by=by, now=now)
        seats.put_out(room, person, reason="banned", by=by, now=now)
        audit.note(by, "ban", person=person, place=str(room), now=now)


def lift_ban(room: Room, person_id: int, *, by: Person, now: datetime) -> None:
    """They may come in again, by whichever door; of a kick, too. Raises NotFound when nothing
    keeps them out."""
    with transaction.atomic():
        room, person = _before(room, person_id, by=by, now=now)
        if not Bar.objects.standing(now).filter(room=room, person=person).delete()[0]:
            raise NotFound("Nothing keeps this person out.")
        audit.note(by, "lift ban", person=person, place=str(room), now=now)


def mute(room: Room, person_id: int, *, minutes: int, by: Person, now: datetime) -> Mute:
    """They hear and don't speak for so long from now on, whatever was said before. Raises
    BadRequest for minutes that are none."""
    _refuse_minutes(minutes)
    with transaction.atomic():
        room, person = _before(room, person_id, by=by, now=now)
        _must_be_seated(room, person)
        until = now + timedelta(minutes=minutes)
        kept = {"until": until, "by": by, "created_at": now}
        found, _ = Mute.objects.update_or_create(room=room, person=person, defaults=kept)
        _copy_to_seat(room, person, until)
        notices.muted(person, room, until=until, now=now)
        detail = f"{minutes} min"
        audit.note(by, "mute", person=person, place=str(room), detail=detail, now=now)
    return found


def unmute(room: Room, person_id: int, *, by: Person, now: datetime) -> None:
    """Raises NotFound when they may speak already."""
    with transaction.atomic():
        room, person = _before(room, person_id, by=by, now=now)
        _copy_to_seat(room, person, None)
        if not Mute.objects.standing(now).filter(room=room, person=person).delete()[0]:
            raise NotFound("This person isn't muted.")
        notices.muted(person, room, until=None, now=now)
        audit.note(by, "unmute", person=person, place=str(room), now=now)


def hand_over(room: Room, person_id: int, *, by: Person, now: datetime) -> None:
    """Another member hosts the room from now on. Raises BadRequest when they do already."""
    with transaction.atomic():
        room = locked(room.pk, now=now)
        if room.is_lounge or not access.may_moderate(by, room):
            raise Forbidden("Only the host may hand over the host's chair.")
        if person_id == room.host_id:
            raise BadRequest("This person hosts the room already.")
        person = _person(person_id)
        _must_be_seated(room, person)
        before = room.host
        seats.make_host(room, person)
        log.append(room.stream_name, *_roles(before, person))
        waiting.host_changed(room, before=before.pk if before else None, now=now)
        if person != by:
            notices.hosting(person, room, now=now)
        audit.note(by, "hand over", person=person, place=str(room), now=now)


def _before(room: Room, person_id: int, *, by: Person, now: datetime) -> tuple[Room, Person]:
    """The room under its lock, and whom this is about, once it is clear that `by` may."""
    room = locked(room.pk, now=now)
    if not access.may_moderate(by, room):
        raise Forbidden("Only the host may do that.")
    if person_id == by.pk:
        raise BadRequest("To go yourself, leave the room.")
    person = _person(person_id)
    if access.is_admin(person) and not access.is_admin(by):
        raise Forbidden("Admins keep order in every room; only another admin may do that to one.")
    return room, person


def _person(person_id: int) -> Person:
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotFound("There is no such person.")
    return person


def _must_be_seated(room: Room, person: Person) -> None:
    if not room.is_lounge and not access.is_member(person.pk, room):
        raise NotFound("This person has no seat here.")


def _refuse_minutes(minutes: int) -> None:
    if not 1 <= minutes <= MOST_MINUTES_MUTED:
        sentence = f"Somebody is muted for 1 to {MOST_MINUTES_MUTED:,} minutes."
        raise BadRequest(sentence, fields={"minutes": [sentence]})


def _copy_to_seat(room: Room, person: Person, until: datetime | None) -> None:
    Membership.objects.filter(room=room, person=person).update(muted_until=until)


def _roles(before: Person | None, after: Person) -> list[events.Event]:
    told = [events.member_role(after, "host")]
    return [events.member_role(before, "member"), *told] if before else told

"""May this person? Always a lookup that returns the room, or refuses as the protocol says:
a room that isn't theirs to know of is not found, like one that never was."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings

from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock, lookup
from virtualcafe.lib.errors import CafeError, Forbidden, Muted, NotFound
from virtualcafe.realtime import leases
from virtualcafe.rooms import hooks, presence
from virtualcafe.rooms.models import Bar, Membership, Mute, Room

PREFIX = "room:"
NO_ROOM = "There is no such room."
NOT_A_MEMBER = "Join this room first."

Pair = tuple[int, str]


def room_for(person: Person, code: str, *, now: datetime) -> Room:
    """The room this person sits in, or the lounge.

    Raises Forbidden for a public room of others, NotFound for a private or dead one."""
    return for_member(person.pk, _living(now, code=code), now=now)


def visible_room(person: Person, key: int | str, *, now: datetime) -> Room:
    """The room with this id or code, if the person may know of it: public, or their own."""
    room = _living(now, pk=key) if isinstance(key, int) else _living(now, code=key)
    if not room.public and not is_member(person.pk, room):
        raise NotFound(NO_ROOM)
    return room


def moderated_room(person: Person, key: int | str, *, now: datetime) -> Room:
    """The room with this id or code, for its host and for admins, who keep order in every room.
    Raises Forbidden to others who may know of it."""
    room = _living(now, pk=key) if isinstance(key, int) else _living(now, code=key)
    if may_moderate(person, room):
        return room
    if not room.public and not is_member(person.pk, room):
        raise NotFound(NO_ROOM)
    raise Forbidden("Only the host may do that.")


def answerable_room(person: Person, key: int | str, *, now: datetime) -> Room:
    """For who lets people in: the host; admins too while the host isn't there. Raises NotFound to
    whoever may not know of the room, Forbidden to others."""
    room = _living(now, pk=key) if isinstance(key, int) else _living(now, code=key)
    if room.host_id == person.pk or (is_admin(person) and host_is_away(room)):
        return room
    if room.public or is_admin(person) or is_member(person.pk, room):
        raise Forbidden("The host lets people in.")
    raise NotFound(NO_ROOM)


def host_is_away(room: Room) -> bool:
    return room.host_id is None or not leases.is_present(room.stream_name, room.host_id)


def may_listen(person_id: int, code: str, *, now: datetime) -> Room:
    """As `room_for`, for a socket that knows an id."""
    return for_member(person_id, _living(now, code=code), now=now)


def for_member(person_id: int, room: Room, *, now: datetime) -> Room:
    """The room, if the person sits in it, or it is the lounge and open to them. Raises Forbidden
    for a public one, NotFound for every other."""
    if room.is_lounge:
        refuse_barred(person_id, room, now=now)
        return room
    if is_member(person_id, room):
        return room
    raise Forbidden(NOT_A_MEMBER) if room.public else NotFound(NO_ROOM)


def refuse_barred(person_id: int, room: Room, *, now: datetime) -> None:
    """Raises Forbidden for who was banned, or kicked a moment ago: whichever door they try."""
    bar = Bar.objects.standing(now).filter(room=room, person__pk=person_id).first()
    if bar is not None:
        raise Forbidden(bar_sentence(bar, now=now))


def barred_from(room: Room, *, now: datetime) -> set[int]:
    return set(Bar.objects.standing(now).filter(room=room).values_list("person_id", flat=True))


def kept_out(person: Person, room: Room, *, now: datetime) -> str:
    """Why this person can't come in, in a sentence; empty when nothing keeps them out."""
    bar = Bar.objects.standing(now).filter(room=room, person=person).first()
    return bar_sentence(bar, now=now) if bar else ""


def bar_sentence(bar: Bar, *, now: datetime) -> str:
    if bar.until is None:
        return "You were banned from this room."
    minutes = -(-(bar.until - now).seconds // 60)
    return f"You were asked to leave. You may come back in {minutes} min."


def refuse_muted(person_id: int, room: Room, *, now: datetime) -> None:
    """Raises Muted: no post, edit, reaction, upload or seat in a call. Whoever posts asks
    `posting_rights`, which knows it already."""
    until = muted_until(person_id, room, now=now)
    if until is not None:
        raise _muted(until, now)


def muted_until(person_id: int, room: Room, *, now: datetime) -> datetime | None:
    """None for who may speak."""
    mutes = Mute.objects.standing(now).filter(room=room, person=person_id)
    return mutes.values_list("until", flat=True).first()


def is_member(person_id: int, room: Room) -> bool:
    return Membership.objects.filter(room=room, person_id=person_id).exists()


def may_moderate(person: Person, room: Room) -> bool:
    return room.host_id == person.pk or is_admin(person)


def refusal_to_open(person: Person) -> str:
    """Why this person may open no room in this café (`CAFE_ROOMS_BY`); empty when they may."""
    by = settings.CAFE_ROOMS_BY
    if by == "everyone" or is_admin(person):
        return ""
    if by == "teachers" and person.role != Person.Role.TEACHER:
        return "In this café teachers open the rooms. Join one, or study on your own."
    if by == "verified" and person.must_verify:
        return "Confirm your e-mail address to open rooms here."
    return ""


def may_make_permanent(person: Person) -> bool:
    return is_admin(person) or person.role == Person.Role.TEACHER


def is_admin(person: Person) -> bool:
    return person.role == Person.Role.ADMIN or person.is_superuser


def is_dead(room: Room, *, now: datetime) -> bool:
    """Past its time, with nobody in it and no timer running: gone for people at once, whenever
    its rows are cleaned up."""
    if room.expires_at is None or room.expires_at > now:
        return False
    return not presence.anyone(room.stream_name) and not hooks.timer_runs(room.pk)


#: What the answer below needs of a room.
_FOR_POSTING = ("id", "code", "public", "is_lounge", "expires_at")
_SEAT = ("room", "person", "muted_until")


def posting_rights(pairs: Collection[Pair], *, now: datetime) -> dict[Pair, Room | CafeError]:
    """For each (person id, stream name): the room the person may post in, or the refusal.

    Two queries for any number of pairs, on the path of every message."""
    return lookup.answer(asked_posting_rights(pairs, now=now))


def asked_posting_rights(
    pairs: Collection[Pair], *, now: datetime
) -> lookup.Inquiry[dict[Pair, Room | CafeError]]:
    """As `posting_rights`, to be asked together with something else."""
    codes = {stream.removeprefix(PREFIX) for _, stream in pairs if stream.startswith(PREFIX)}
    people = {person_id for person_id, _ in pairs}
    questions = [
        lookup.Question(Room, _FOR_POSTING, {"code": codes}),
        lookup.Question(Membership, _SEAT, {"room__code": codes, "person": people}),
    ]
    return lookup.Inquiry(questions, lambda found: _posting_rights(pairs, *found, now=now))


def _posting_rights(
    pairs: Collection[Pair], tables: list[lookup.Row], seats: list[lookup.Row], *, now: datetime
) -> dict[Pair, Room | CafeError]:
    rooms = {room.stream_name: room for room in map(_room, tables) if not is_dead(room, now=now)}
    muted = {(room_id, person_id): until for room_id, person_id, until in seats}
    for lounge in [room for room in rooms.values() if room.is_lounge]:
        people = {person_id for person_id, stream in pairs if stream == lounge.stream_name}
        muted |= _may_speak(lounge, people, now=now)
    return {pair: _posting_right(pair[0], rooms.get(pair[1]), muted, now) for pair in pairs}


def _room(row: lookup.Row) -> Room:
    return Room.from_db(None, _FOR_POSTING, row)


def _posting_right(
    person_id: int,
    room: Room | None,
    muted: dict[tuple[int, int], datetime | None],
    now: datetime,
) -> Room | CafeError:
    if room is None:
        return NotFound(NO_ROOM)
    if (room.pk, person_id) not in muted:
        return Forbidden(NOT_A_MEMBER) if room.public else NotFound(NO_ROOM)
    until = muted[room.pk, person_id]
    return _muted(until, now) if until is not None and until > now else room


def _may_speak(
    lounge: Room, people: Collection[int], *, now: datetime
) -> dict[tuple[int, int], datetime | None]:
    """As the seats of other rooms tell it: whom the lounge is open to, and who is muted there."""
    barred = Bar.objects.standing(now).filter(room=lounge, person__in=people)
    out = set(barred.values_list("person_id", flat=True))
    mutes = Mute.objects.standing(now).filter(room=lounge, person__in=people)
    until = dict(mutes.values_list("person_id", "until"))
    return {(lounge.pk, person): until.get(person) for person in people if person not in out}


def _muted(until: datetime, now: datetime) -> Muted:
    return Muted(f"You are muted here for another {_span(until - now)}.", until=clock.iso(until))


def _span(left: timedelta) -> str:
    """The begun unit counted whole, so that nobody tries too early."""
    minutes = max(1, -(-left // timedelta(minutes=1)))
    if minutes < 120:
        return f"{minutes} min"
    hours = -(-minutes // 60)
    return f"{hours} hours" if hours < 48 else f"{-(-hours // 24)} days"


def _living(now: datetime, **lookup: int | str) -> Room:
    if any("\0" in str(value) for value in lookup.values()):
        raise NotFound(NO_ROOM)  # PostgreSQL takes no such letter
    room = Room.objects.select_related("host", "stream").filter(**lookup).first()
    if room is None or is_dead(room, now=now):
        raise NotFound(NO_ROOM)
    return room

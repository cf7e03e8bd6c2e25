"""Who is in a room now, from the leases, and what their coming and going does to the room.

Arriving and going are told from inside the transaction that holds leases and the stream's row,
while an action holds the room's row and asks for the stream's: so the room is written after that
commit. Should the process die in between, `access.is_dead` and the clean-up look at the leases."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

import msgspec
from django.db import transaction
from django.db.models import Count

from virtualcafe.accounts.wire import UserObject, user_objects
from virtualcafe.lib import clock
from virtualcafe.realtime import leases, publish
from virtualcafe.realtime.models import Lease
from virtualcafe.rooms import notices, visits
from virtualcafe.rooms.models import Membership, Room, stream_name

#: How long a temporary room, or a membership in one, outlasts the last lease.
OUTLASTS = timedelta(minutes=30)


#: From so many people on, what a newcomer is shown of them is kept for the next one.
CROWD = 100
#: Another process's changes show after so long at the latest; this one's at once.
CROWD_SECONDS = 0.25
MAX_CROWDS = 100
LONG_AGO = float("-inf")


class Crowd(NamedTuple):
    at: float
    encoded: msgspec.Raw


_crowds: dict[str, Crowd] = {}
_changes = [0]
_reading = threading.Lock()


def counts(streams: Collection[str]) -> dict[str, int]:
    """How many people are present on each of these streams; one query."""
    rows = leases.here().filter(stream__in=streams).values("stream")
    return dict(
        rows.annotate(people=Count("person", distinct=True)).values_list("stream", "people")
    )


def anyone(stream: str) -> bool:
    return leases.here().filter(stream=stream).exists()


def objects(stream: str) -> list[dict[str, object]]:
    """`{user, status, since}` of everybody present, first come first; two queries."""
    here = leases.present(stream)
    users = user_objects([lease.person_id for lease in here])
    return [
        {"user": users[lease.person_id], "status": lease.status, "since": clock.iso(lease.since)}
        for lease in here
        if lease.person_id in users
    ]


def shown(stream: str) -> list[dict[str, object]] | msgspec.Raw:
    """`objects`, for a frame. A crowd is read and encoded once for all who come between two
    changes: after a restart a thousand people ask for a thousand faces."""
    if stream not in _crowds:
        return _read(stream)
    with _reading:
        known = _crowds.get(stream)
        fresh = known is not None and time.monotonic() - known.at < CROWD_SECONDS
        return known.encoded if known is not None and fresh else _read(stream)


def _read(stream: str) -> list[dict[str, object]] | msgspec.Raw:
    changes = _changes[0]
    here = objects(stream)
    if len(here) < CROWD:
        _crowds.pop(stream, None)
        return here
    if len(_crowds) >= MAX_CROWDS:
        _crowds.clear()
    encoded = msgspec.Raw(msgspec.json.encode(here))
    # Somebody who came while it was read was told already: the next one reads again.
    at = time.monotonic() if changes == _changes[0] else LONG_AGO
    _crowds[stream] = Crowd(at, encoded)
    return encoded


def forget(stream: str) -> None:
    """Somebody came, went or changed; call it after the commit."""
    _changes[0] += 1
    if (known := _crowds.get(stream)) is not None:
        _crowds[stream] = known._replace(at=LONG_AGO)


def faces(streams: Collection[str], *, most: int) -> dict[str, list[UserObject]]:
    """The first few people present on each of these streams; two queries."""
    here = leases.here().filter(stream__in=streams).order_by("since", "pk")
    first: dict[str, list[int]] = {}
    for stream, person_id in here.values_list("stream", "person_id"):
        people = first.setdefault(stream, [])
        if len(people) < most and person_id not in people:
            people.append(person_id)
    users = user_objects({person_id for people in first.values() for person_id in people})
    return {
        stream: [users[person_id] for person_id in people if person_id in users]
        for stream, people in first.items()
    }


def arrived(code: str, people: Collection[int], *, now: datetime) -> None:
    _tell(code, "join", people)
    transaction.on_commit(partial(_keep_open, code))
    transaction.on_commit(partial(visits.begin, code, people, now=now))


def gone(code: str, people: Mapping[int, datetime], *, now: datetime) -> None:
    """`people`: since when, by the machine's time."""
    _tell(code, "leave", people)
    visits.end(code, people)
    transaction.on_commit(partial(_note_gone, code, people, now))


def end(room: Room, person_id: int, *, now: datetime) -> None:
    """Somebody lost the right to be here: no grace. The caller holds the room and its stream."""
    ended, _ = Lease.objects.filter(stream=room.stream_name, person_id=person_id).delete()
    if ended:
        _tell(room.code, "leave", [person_id])
        visits.close(room, person_id, now=now)
    settle(room, now=now)


def expire_later(room: Room, *, now: datetime) -> None:
    """Nobody is present: the half hour begins anew."""
    if room.is_temporary:
        room.expires_at, room.warned_at = now + OUTLASTS, None
        room.save(update_fields=["expires_at", "warned_at"])


def settle(room: Room, *, now: datetime) -> None:
    """Make the room's time agree with who is there, after a change or a crash."""
    if not room.is_temporary or anyone(room.stream_name):
        stay_open(room)
    elif room.expires_at is None:
        expire_later(room, now=now)


def stay_open(room: Room) -> None:
    """Whoever was warned that the room would go needn't be any more."""
    if room.warned_at is not None:
        notices.not_ending(room)
    if room.expires_at is not None:
        Room.objects.filter(pk=room.pk).update(expires_at=None, warned_at=None)
        room.expires_at = room.warned_at = None


def _tell(code: str, kind: str, people: Collection[int]) -> None:
    transaction.on_commit(partial(forget, stream_name(code)))
    for user in user_objects(people).values():
        publish.send(stream_name(code), kind, {"user": user})


def _keep_open(code: str) -> None:
    for room in Room.objects.filter(code=code).exclude(expires_at=None):
        stay_open(room)


def _note_gone(code: str, people: Collection[int], now: datetime) -> None:
    with transaction.atomic():
        room = Room.objects.select_for_update().filter(code=code).first()
        if room is None:
            return
        Membership.objects.filter(room=room, person__in=people).update(last_seen_at=now)
        if not anyone(room.stream_name):
            expire_later(room, now=now)

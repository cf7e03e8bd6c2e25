"""Who was in a room, when and for how long. A visit begins and ends with presence.

Whole seconds of the café's time; presence itself is told in the machine's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from virtualcafe.lib import bulk, clock
from virtualcafe.rooms.models import Room, Visit

#: What a room keeps; of a permanent one that is busy for years, the oldest go.
MOST = 50_000


def begin(code: str, people: Collection[int], *, now: datetime) -> None:
    """These came. A constant number of queries; who is here already keeps their visit.

    Called after the commit that told of them, so the room may be gone."""
    room = Room.objects.filter(code=code, is_lounge=False).only("pk").first()
    if room is None:
        return
    came_at = now.replace(microsecond=0)
    rows = [(room.pk, person, came_at) for person in people]
    try:
        with transaction.atomic():
            bulk.insert_new(Visit, ("room", "person", "came_at"), rows)
    except IntegrityError:
        return


def end(code: str, gone: Mapping[int, datetime]) -> None:
    """These are gone since, by the machine's time; one update for each second in which some went.
    A process that died is swept later, and its visits end when its leases did."""
    ahead = clock.now() - clock.real_now()
    by_second: defaultdict[datetime, list[int]] = defaultdict(list)
    for person, moment in gone.items():
        by_second[(moment + ahead).replace(microsecond=0)].append(person)
    for second, people in by_second.items():
        _open(code, people).update(left_at=second)


def close(room: Room, person_id: int, *, now: datetime) -> None:
    """They lost the right to be here: no grace."""
    _open(room.code, [person_id]).update(left_at=now.replace(microsecond=0))


def trim(room: Room) -> None:
    oldest_kept = room.visits.order_by("-came_at", "-pk").values_list("pk", flat=True)[MOST - 1 :]
    if (pk := oldest_kept.first()) is not None:
        came_at = Visit.objects.values_list("came_at", flat=True).get(pk=pk)
        room.visits.filter(came_at__lt=came_at).delete()


def _open(code: str, people: Collection[int]) -> QuerySet[Visit]:
    return Visit.objects.filter(room__code=code, person__in=people, left_at=None)

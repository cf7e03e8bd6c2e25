"""Who is there: the people with a live lease on a timer's stream."""

from __future__ import annotations

from collections.abc import Iterable

from virtualcafe.focus.models import Timer
from virtualcafe.focus.taking_part import ABSENT
from virtualcafe.realtime import leases
from virtualcafe.rooms.models import Membership


def live_people(timer: Timer) -> set[int]:
    """Those who are connected and may take part. A lease outlives a kick by a moment."""
    present = {lease.person_id for lease in leases.present(timer.stream)}
    if timer.room is None or timer.room.is_lounge:
        return present
    seated = Membership.objects.filter(room=timer.room, person_id__in=present)
    return set(seated.values_list("person_id", flat=True))


def somebody_is_there(timer: Timer, live: Iterable[int]) -> bool:
    """The person whose timer it is, or one who takes part in the room's, or its host."""
    rows = timer.participations.exclude(standing__in=ABSENT)
    concerned = set(rows.values_list("person_id", flat=True))
    concerned.add((timer.room.host_id if timer.room else timer.owner_id) or 0)
    return not concerned.isdisjoint(live)

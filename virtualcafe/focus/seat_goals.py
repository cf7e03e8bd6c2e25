"""What people in a room set out to do, as their seats show it: to who listens to the room, while
they take part in its timer, and as long as they like it to be seen. It is said and never stored:
the log of a room keeps nobody's plans."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from virtualcafe.focus.clock import Phase
from virtualcafe.focus.models import Participation, Timer
from virtualcafe.realtime import publish
from virtualcafe.rooms.models import Room

#: A page shows no more seats than sixty; a frame is not to grow with the room.
MOST = 100


def of_room(room: Room, person_id: int) -> Mapping[str, Mapping[int, str]]:
    """A field of the room's `state`."""
    return {"goals": _shown(timer__room=room)}


def tell(timer: Timer) -> None:
    """All of them, as they are now. One's own timer has no seats."""
    if timer.room_id:
        publish.send(timer.stream, "goals", {"goals": _shown(timer=timer)})


def _shown(**of: object) -> Mapping[int, str]:
    """By the person's id."""
    parts = Participation.objects.filter(~Q(goal=""), **of)
    parts = parts.exclude(standing=Participation.Standing.OUT).exclude(timer__phase=Phase.IDLE)
    seen = parts.exclude(person__preferences__shows_goal=False).order_by("pk")
    return dict(seen.values_list("person_id", "goal")[:MOST])

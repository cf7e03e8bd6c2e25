"""Reading timers for pages and answers. Nothing here changes anything."""

from __future__ import annotations

from datetime import datetime

from virtualcafe.accounts.models import Person
from virtualcafe.focus.models import Participation, Session, Timer


def own_timer(person: Person) -> Timer | None:
    return Timer.objects.filter(owner=person).select_related("started_by", "room").first()


def taking_part_in(person: Person) -> dict[str, str] | None:
    """Where the person's time runs now: the stream of that timer, and the room's name."""
    part = (
        Participation.objects.filter(person=person, standing=Participation.Standing.IN)
        .select_related("timer__room")
        .first()
    )
    if part is None:
        return None
    room = part.timer.room
    return {"stream": f"room:{room.code}" if room else "user", "name": room.name if room else ""}


def kept_minutes(person: Person, timer: Timer, ended_at: datetime) -> int:
    """Of the focus that the person just ended; 0 when nothing was written."""
    rows = Session.objects.filter(person=person, timer=timer, ended_at=ended_at, kind="focus")
    return rows.values_list("minutes", flat=True).first() or 0

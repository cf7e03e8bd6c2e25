from __future__ import annotations

from datetime import datetime

from virtualcafe.lib.errors import NotFound
from virtualcafe.rooms import access
from virtualcafe.rooms.models import Room


def locked(room_id: int, *, now: datetime) -> Room:
    """The room under its lock, inside a transaction. Raises NotFound when it is no more."""
    room = Room.objects.select_for_update().filter(pk=room_id).first()
    if room is None or access.is_dead(room, now=now):
        raise NotFound(access.NO_ROOM)
    return room

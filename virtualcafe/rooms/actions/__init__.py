"""What people do with rooms. Each raises a CafeError where it may not be done, and locks the room's
row first, then its stream (by the event), then anything else."""

from virtualcafe.rooms.actions.locking import locked
from virtualcafe.rooms.actions.moderating import (
    BARRED_FOR,
    MOST_MINUTES_MUTED,
    ban,
    hand_over,
    kick,
    lift_ban,
    mute,
    unmute,
)
from virtualcafe.rooms.actions.opening import (
    DEFAULTS,
    LOUNGE,
    change_room,
    keep_room,
    open_lounge,
    open_room,
)
from virtualcafe.rooms.actions.seating import join, join_by_code, leave, seat

__all__ = [
    "BARRED_FOR",
    "DEFAULTS",
    "LOUNGE",
    "MOST_MINUTES_MUTED",
    "ban",
    "change_room",
    "hand_over",
    "join",
    "join_by_code",
    "keep_room",
    "kick",
    "leave",
    "lift_ban",
    "locked",
    "mute",
    "open_lounge",
    "open_room",
    "seat",
    "unmute",
]

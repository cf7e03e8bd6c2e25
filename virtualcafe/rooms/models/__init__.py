"""Rooms, who belongs to them, how one gets in, and who was asked to stay away."""

from virtualcafe.rooms.models.entering import LONGEST_REQUEST, Invite, JoinRequest
from virtualcafe.rooms.models.membership import Bar, Membership, Mute, Visit
from virtualcafe.rooms.models.room import Room, RoomQuerySet, UsedCode, stream_name

__all__ = [
    "LONGEST_REQUEST",
    "Bar",
    "Invite",
    "JoinRequest",
    "Membership",
    "Mute",
    "Room",
    "RoomQuerySet",
    "UsedCode",
    "Visit",
    "stream_name",
]

"""Who belongs to a room, who was asked to stay away, and who was there when."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from virtualcafe.rooms.models.room import Room


class Membership(models.Model):
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    joined_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    muted_until = models.DateTimeField(
        null=True,
        blank=True,
        help_text="A copy of the mute's, for the path of every message.",
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "person"], name="one_membership_per_room")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.room_id}"


class MuteQuerySet(models.QuerySet["Mute"]):
    def standing(self, now: datetime) -> MuteQuerySet:
        return self.filter(until__gt=now)


class Mute(models.Model):
    """Somebody may listen and not speak. It outlives the seat, so that leaving and sitting down
    again gives nobody their voice back; in the lounge, which has no seats, it is all there is."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="mutes")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mutes"
    )
    until = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField()

    objects = MuteQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "person"], name="one_mute_per_room")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} muted in {self.room_id}"


class BarQuerySet(models.QuerySet["Bar"]):
    def standing(self, now: datetime) -> BarQuerySet:
        return self.filter(Q(until=None) | Q(until__gt=now))

    def bans(self) -> BarQuerySet:
        return self.filter(until=None)


class Bar(models.Model):
    """Somebody was kicked (until a time) or banned (until lifted) and can't come in."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="bars")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bars"
    )
    until = models.DateTimeField(null=True, blank=True, help_text="Empty: until it is lifted.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField()

    objects = BarQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "person"], name="one_bar_per_room")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} barred from {self.room_id}"


class Visit(models.Model):
    """One stretch of somebody's presence, for the host's list of who was there.

    Kept while the room is. `left_at` is empty while they are there."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="visits")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visits"
    )
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["room", "person"], condition=Q(left_at=None), name="one_open_visit"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["room", "came_at"], name="visits_by_room")]

    def __str__(self) -> str:
        return f"{self.person_id} was in {self.room_id}"

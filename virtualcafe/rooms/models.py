"""Rooms, who belongs to them, and who was asked to stay away."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from virtualcafe.realtime.models import Stream


class Room(models.Model):
    class Lifetime(models.TextChoices):
        TEMPORARY = "temporary"
        KEPT = "kept"
        PERMANENT = "permanent"

    class TimerRight(models.TextChoices):
        MEMBERS = "members", "Every member"
        HOST = "host", "Only the host"

    code = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=80)
    description = models.TextField(max_length=500, blank=True, default="")
    subject = models.CharField(max_length=40, blank=True, default="")
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="hosted_rooms"
    )
    public = models.BooleanField(default=True)
    capacity = models.PositiveSmallIntegerField(default=12)
    lifetime = models.CharField(
        max_length=9, choices=Lifetime.choices, default=Lifetime.TEMPORARY
    )
    may_start_timer = models.CharField(
        max_length=7, choices=TimerRight.choices, default=TimerRight.MEMBERS
    )
    is_lounge = models.BooleanField(default=False)
    stream = models.OneToOneField(Stream, on_delete=models.PROTECT, related_name="room")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Membership(models.Model):
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    joined_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    muted_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "person"], name="one_membership_per_room")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.room_id}"


class Bar(models.Model):
    """Somebody was kicked (until a time) or banned (until lifted) and can't come in."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="bars")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bars"
    )
    until = models.DateTimeField(null=True, blank=True, help_text="Empty: until it is lifted.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "person"], name="one_bar_per_room")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} barred from {self.room_id}"

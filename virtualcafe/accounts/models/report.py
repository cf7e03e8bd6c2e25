"""What people told the admins of, and what moderators did."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Report(models.Model):
    """`excerpt` keeps what was complained about as it was then: it may be edited or deleted."""

    class About(models.TextChoices):
        PERSON = "person"
        MESSAGE = "message"
        ROOM = "room"

    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="reports"
    )
    about = models.CharField(max_length=7, choices=About)
    object_id = models.PositiveBigIntegerField(help_text="The person's, message's or room's.")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reported_in",
        help_text="Whom it is about: the message's author, the room's host.",
    )
    reason = models.CharField(max_length=1000)
    excerpt = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    def __str__(self) -> str:
        return f"{self.about} {self.object_id}: {self.reason[:40]}"


class ModeratorAct(models.Model):
    """A line of the audit log. It names people and rooms in words too: it outlives their rows."""

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="acts"
    )
    actor_name = models.CharField(max_length=30)
    verb = models.CharField(max_length=30, help_text="kick, ban, lift ban, mute, delete message …")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="acts_upon",
    )
    person_name = models.CharField(max_length=30, blank=True, default="")
    place = models.CharField(max_length=100, blank=True, default="", help_text="The room.")
    detail = models.CharField(max_length=300, blank=True, default="")
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.actor_name}: {self.verb} {self.person_name}"

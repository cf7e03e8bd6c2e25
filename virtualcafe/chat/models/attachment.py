"""A file beside a message. Until it is sent it belongs to nobody but its uploader."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from virtualcafe.chat.models.message import Message
from virtualcafe.realtime.models import Stream


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def orphans(self, *, before: datetime) -> AttachmentQuerySet:
        """Uploaded before then and never sent."""
        return self.filter(message=None, created_at__lt=before)


class Attachment(models.Model):
    """`stream` is where it was uploaded for: it can be sent nowhere else."""

    class Kind(models.TextChoices):
        IMAGE = "image"
        AUDIO = "audio"
        FILE = "file"

    stream = models.ForeignKey(Stream, on_delete=models.CASCADE, related_name="attachments")
    message = models.ForeignKey(
        Message,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="attachments",
        db_index=False,
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attachments"
    )
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=5, choices=Kind)
    name = models.CharField(max_length=200)
    mime = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="Bytes, with those of the thumbnail.")
    file = models.FileField(max_length=200)
    thumb = models.FileField(max_length=200, blank=True, default="")
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    duration = models.FloatField(null=True, blank=True, help_text="Seconds, of a voice message.")
    created_at = models.DateTimeField()

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["message"], condition=Q(message__isnull=False), name="attachment_message"
            ),
            models.Index(
                fields=["created_at"], condition=Q(message__isnull=True), name="attachment_orphan"
            ),
        ]

    def __str__(self) -> str:
        return self.name

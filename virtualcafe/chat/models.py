"""Messages of a stream and how far each person has read it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from virtualcafe.realtime.models import Stream


class Message(models.Model):
    """`seq` is that of its first event; `digest` tells the same body sent again from another."""

    stream = models.ForeignKey(Stream, on_delete=models.CASCADE, related_name="messages")
    seq = models.PositiveBigIntegerField()
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages"
    )
    cid = models.UUIDField()
    digest = models.BinaryField(max_length=16)
    content = models.TextField(max_length=4000)
    html = models.TextField()
    reply_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replies"
    )
    thread = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="threaded"
    )
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sender", "cid"], name="message_once_per_cid"),
            models.UniqueConstraint(fields=["stream", "seq"], name="message_once_per_seq"),
        ]

    def __str__(self) -> str:
        return f"{self.sender_id}: {self.content[:40]}"


class ReadMark(models.Model):
    """The highest seq of a stream that a person has seen."""

    stream = models.ForeignKey(Stream, on_delete=models.CASCADE, related_name="read_marks")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_marks"
    )
    seq = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stream", "person"], name="one_mark_per_stream")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} read {self.seq}"

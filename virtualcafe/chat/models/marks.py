"""How far each person has read: a stream, and a thread they take part in."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from virtualcafe.chat.models.message import Message
from virtualcafe.realtime.models import Stream


class ReadMark(models.Model):
    """The highest seq of a stream that a person has seen."""

    stream = models.ForeignKey(
        Stream, on_delete=models.CASCADE, related_name="read_marks", db_index=False
    )
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


class ThreadMark(models.Model):
    """The highest seq under `root` that a person has seen. Having one is following the thread."""

    root = models.ForeignKey(
        Message, on_delete=models.CASCADE, related_name="thread_marks", db_index=False
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="thread_marks"
    )
    seq = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["root", "person"], name="one_mark_per_thread")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} read {self.seq} under {self.root_id}"

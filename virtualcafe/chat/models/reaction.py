"""What people put beside a message, and whom a message calls by name."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from virtualcafe.chat.models.message import Message

#: The longest emoji sequences (families, flags of regions) have fewer code points.
LONGEST_EMOJI = 16


class Reaction(models.Model):
    message = models.ForeignKey(
        Message, on_delete=models.CASCADE, related_name="reactions", db_index=False
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reactions"
    )
    emoji = models.CharField(max_length=LONGEST_EMOJI)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["message", "emoji", "person"], name="one_reaction_per_emoji"
            )
        ]

    def __str__(self) -> str:
        return f"{self.emoji} by {self.person_id}"


class Mention(models.Model):
    """Somebody who could see the message was called in it by @name."""

    message = models.ForeignKey(
        Message, on_delete=models.CASCADE, related_name="mentions", db_index=False
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message", "person"], name="one_mention_per_message")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} is called in {self.message_id}"

"""Messages of a stream and how far each person has read it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from virtualcafe.accounts.models import Person
from virtualcafe.realtime.models import Stream

MAX_CONTENT = 4_000


class MessageQuerySet(models.QuerySet["Message"]):
    def standing(self) -> MessageQuerySet:
        return self.filter(deleted_at=None)

    def pinned(self) -> MessageQuerySet:
        return self.filter(pinned_at__isnull=False)

    def with_people(self) -> MessageQuerySet:
        """Loaded with all that the wire's message object names."""
        return self.select_related("stream", "sender", "reply_to__sender")

    def with_thread_sizes(self) -> MessageQuerySet:
        """Loaded with how many messages stand under each, for which the wire would ask again."""
        under = Message.objects.standing().filter(thread=OuterRef("pk")).order_by()
        number = under.values("thread").annotate(number=Count("pk")).values("number")
        return self.annotate(thread_size=Coalesce(Subquery(number), 0))


class Message(models.Model):
    """`seq` is that of its first event; `digest` tells the same body sent again from another, and
    is empty once the message was deleted."""

    #: Without a constraint, as the events': written only under the lock of the stream's row.
    stream = models.ForeignKey(
        Stream,
        on_delete=models.CASCADE,
        related_name="messages",
        db_index=False,
        db_constraint=False,
    )
    seq = models.PositiveBigIntegerField()
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages"
    )
    cid = models.UUIDField(
        help_text="The client's own name for it, which makes sending again safe."
    )
    digest = models.BinaryField(max_length=16)
    content = models.TextField(max_length=MAX_CONTENT, blank=True)
    html = models.TextField(blank=True)
    reply_to = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replies",
        db_index=False,
    )
    thread = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="threaded",
        db_index=False,
    )
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    pinned_at = models.DateTimeField(null=True, blank=True)
    pinned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_index=False,
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            # The cid leads: a batch looks up many cids at once, each of them nearly unique.
            models.UniqueConstraint(fields=["cid", "sender"], name="message_once_per_cid"),
            models.UniqueConstraint(fields=["stream", "seq"], name="message_once_per_seq"),
        ]
        # Few messages answer another one; the others shouldn't pay for an entry.
        indexes: ClassVar = [
            models.Index(
                fields=["reply_to"], condition=Q(reply_to__isnull=False), name="message_reply_to"
            ),
            models.Index(
                fields=["thread", "seq"],
                condition=Q(thread__isnull=False),
                name="message_thread_seq",
            ),
            models.Index(
                fields=["stream", "pinned_at"],
                condition=Q(pinned_at__isnull=False),
                name="message_pinned",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sender_id}: {self.content[:40]}"

    @property
    def deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def pinned(self) -> bool:
        return self.pinned_at is not None

    def edit(self, *, content: str, html: str, now: datetime) -> None:
        self.content, self.html, self.edited_at = content, html, now
        self.save(update_fields=["content", "html", "edited_at"])

    def pin(self, *, by: Person, now: datetime) -> None:
        self.pinned_at, self.pinned_by = now, by
        self.save(update_fields=["pinned_at", "pinned_by"])

    def unpin(self) -> None:
        self.pinned_at = self.pinned_by = None
        self.save(update_fields=["pinned_at", "pinned_by"])

    def wipe(self, *, now: datetime) -> None:
        """The row keeps its place in the stream and nothing of what was said, nor of what others
        put on it."""
        self.content, self.html, self.digest, self.deleted_at = "", "", b"", now
        self.pinned_at = self.pinned_by = None
        fields = ["content", "html", "digest", "deleted_at", "pinned_at", "pinned_by"]
        self.save(update_fields=fields)
        for rows in (self.reactions, self.mentions, self.attachments):
            rows.all().delete()

"""The log of every stream, who is connected to it, and the rights that were taken away."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from virtualcafe.lib import clock


class Stream(models.Model):
    """One ordered, gap-free history: `room:<code>`, `private:<id>` or `user:<person id>`."""

    name = models.CharField(max_length=64, unique=True)
    last_seq = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} at {self.last_seq}"


class Event(models.Model):
    """What happened, numbered by its stream in commit order. `data` is the event's own fields, or
    the reference from which a hydrator rebuilds them, so that what was deleted is not replayed."""

    #: Events are written, and a stream ends, only under the lock of its row. The database needn't
    #: look for that row again at each event of a batch.
    stream = models.ForeignKey(
        Stream,
        on_delete=models.CASCADE,
        related_name="events",
        db_index=False,
        db_constraint=False,
    )
    seq = models.PositiveBigIntegerField()
    type = models.CharField(max_length=32)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=clock.real_now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stream", "seq"], name="event_once_per_seq")
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.seq}"


class Lease(models.Model):
    """A connection's sign of life on a stream. It is renewed in bulk by the process that holds the
    socket and swept by any process once it ended: nobody counts up or down."""

    class Status(models.TextChoices):
        AVAILABLE = "available"
        FOCUS = "focus"
        BREAK = "break"
        AWAY = "away"

    stream = models.CharField(max_length=64)
    connection = models.CharField(max_length=32)
    server = models.CharField(max_length=32)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="leases"
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.AVAILABLE)
    since = models.DateTimeField()
    expires_at = models.DateTimeField(help_text="When the process last promised to renew by.")
    ended_at = models.DateTimeField(null=True, help_text="Set when the socket closed.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["connection", "stream"], name="lease_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["stream", "person"]),
            models.Index(fields=["server"]),
            models.Index(fields=["ended_at"]),
            models.Index(fields=["expires_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.stream}"


class Revocation(models.Model):
    """A right that was taken away. Every process reads the new ones several times a second."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="revocations"
    )
    stream = models.CharField(max_length=64, blank=True, help_text="Empty: every stream.")
    reason = models.CharField(max_length=32)
    close = models.PositiveSmallIntegerField(null=True, help_text="The code to close sockets with.")
    only = models.CharField(
        max_length=64, blank=True, help_text="Digest of the one session, or id of the connection."
    )
    spared = models.JSONField(default=list, help_text="Digests of sessions that stay signed in.")
    created_at = models.DateTimeField(default=clock.real_now, db_index=True)

    def __str__(self) -> str:
        return f"{self.reason}: {self.person_id} {self.stream}"


class SpentToken(models.Model):
    """A socket token that was used. The unique row is what makes it single use everywhere."""

    jti = models.UUIDField(primary_key=True, default=uuid.uuid4)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.jti)


class History(models.Model):
    """Which history of the world this database tells. A restored backup writes a new epoch."""

    epoch = models.UUIDField(default=uuid.uuid4)
    begun_at = models.DateTimeField(default=clock.real_now)

    class Meta:
        verbose_name_plural = "histories"

    def __str__(self) -> str:
        return str(self.epoch)

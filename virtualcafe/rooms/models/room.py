"""A room, and the codes that rooms ever had."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat

from virtualcafe.accounts.models import Person
from virtualcafe.realtime import leases
from virtualcafe.realtime.models import Stream
from virtualcafe.rooms import hooks


class UsedCode(models.Model):
    """Every code a room ever had. It outlives the room, so that no old link opens a new one."""

    code = models.CharField(max_length=6, primary_key=True)

    def __str__(self) -> str:
        return self.code


class RoomQuerySet(models.QuerySet["Room"]):
    def alive(self, now: datetime) -> RoomQuerySet:
        """As `access.is_dead` has it of one."""
        in_it = leases.here().filter(stream=Concat(Value("room:"), OuterRef("code")))
        running = hooks.rooms_running(focus=False)
        stays = Q(expires_at=None) | Q(expires_at__gt=now) | Exists(in_it) | Q(pk__in=running)
        return self.filter(stays)

    def with_space(self) -> RoomQuerySet:
        """The lounge always has some."""
        itself = Room.objects.filter(pk=OuterRef("pk")).order_by()
        taken = Subquery(itself.annotate(taken=Count("memberships")).values("taken"))
        return self.filter(Q(capacity=None) | Q(capacity__gt=taken))

    def focusing(self) -> RoomQuerySet:
        return self.filter(pk__in=hooks.rooms_running(focus=True))

    def open_to(self, person: Person) -> RoomQuerySet:
        """Those the person may know of: public ones, the lounge and their own."""
        mine = Room.objects.of(person).values("pk")
        return self.filter(Q(public=True) | Q(pk__in=mine))

    def of(self, person: Person) -> RoomQuerySet:
        return self.filter(memberships__person=person)

    def matching(self, words: str) -> RoomQuerySet:
        found = self
        for word in words.split():
            found = found.filter(
                Q(name__icontains=word)
                | Q(description__icontains=word)
                | Q(subject__icontains=word)
            )
        return found


class Room(models.Model):
    class Lifetime(models.TextChoices):
        TEMPORARY = "temporary", "Until everybody has left for half an hour"
        KEPT = "kept", "Kept until the host closes it"
        PERMANENT = "permanent", "Permanent"

    class TimerRight(models.TextChoices):
        MEMBERS = "members", "Every member"
        HOST = "host", "Only the host"

    code = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=80)
    description = models.TextField(max_length=500, blank=True, default="")
    subject = models.CharField(max_length=40, blank=True, default="")
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="hosted_rooms",
    )
    public = models.BooleanField(default=True)
    capacity = models.PositiveSmallIntegerField(
        null=True, blank=True, default=12, help_text="Seats; empty in the lounge alone."
    )
    lifetime = models.CharField(max_length=9, choices=Lifetime, default=Lifetime.TEMPORARY)
    may_start_timer = models.CharField(max_length=7, choices=TimerRight, default=TimerRight.MEMBERS)
    is_lounge = models.BooleanField(default=False)
    stream = models.OneToOneField(Stream, on_delete=models.PROTECT, related_name="room")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(
        null=True, blank=True, db_index=True, help_text="Empty while somebody is present."
    )
    warned_at = models.DateTimeField(
        null=True, blank=True, help_text="When the host was told that the room will go soon."
    )

    objects = RoomQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_lounge"], condition=Q(is_lounge=True), name="one_lounge"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    @property
    def stream_name(self) -> str:
        return stream_name(self.code)

    @property
    def is_temporary(self) -> bool:
        return self.lifetime == Room.Lifetime.TEMPORARY

    def named(self) -> dict[str, object]:
        """What may be known of a room that one isn't in, or that is no more."""
        return {"id": self.pk, "code": self.code, "name": self.name}

    def role_of(self, person_id: int) -> str:
        """Of a member; who holds none has no role."""
        return "host" if self.host_id == person_id else "member"


def stream_name(code: str) -> str:
    return f"room:{code}"

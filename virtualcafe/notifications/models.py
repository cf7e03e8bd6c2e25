"""What a person should hear of, wherever they are in the café."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class NotificationQuerySet(models.QuerySet["Notification"]):
    def of(self, person_id: int) -> NotificationQuerySet:
        return self.filter(person=person_id)

    def unread(self) -> NotificationQuerySet:
        return self.filter(read_at=None)


class Notification(models.Model):
    """`kind` names what happened and `data` the facts of it; the words are made when it is shown.
    Of notifications with the same `key` the person keeps one, the latest."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notifications",
        db_index=False,
    )
    kind = models.CharField(max_length=20)
    data = models.JSONField(default=dict)
    key = models.CharField(max_length=80, blank=True, default="")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "key"], condition=~Q(key=""), name="notified_once_per_key"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-created_at", "-id"], name="notifications_of_person"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="unread_notifications"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.person_id}"

"""What a person means to do, and what crossed their mind meanwhile."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

LONGEST_TITLE, LONGEST_NOTES, LONGEST_THOUGHT = 200, 4_000, 500
MOST_ROUNDS = 100


class Kept(models.Manager["Task"]):
    def get_queryset(self) -> models.QuerySet[Task]:
        return super().get_queryset().filter(removed_at=None)


class Task(models.Model):
    """Open until `done_at`. The open ones stand in the order of `position`; one may be active, and
    the sessions of whoever names no other are linked to it. What was deleted can be taken back for
    a while, and is among `everything` only."""

    class Priority(models.TextChoices):
        LOW = "low"
        NORMAL = "normal"
        HIGH = "high"

    class Recurrence(models.TextChoices):
        NONE = "none", "doesn't repeat"
        DAILY = "daily", "every day"
        WEEKDAYS = "weekdays", "Monday to Friday"
        WEEKLY = "weekly", "every week"
        MONTHLY = "monthly", "every month"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tasks"
    )
    title = models.CharField(max_length=LONGEST_TITLE)
    notes = models.TextField(max_length=LONGEST_NOTES, blank=True, default="")
    priority = models.CharField(max_length=6, choices=Priority.choices, default=Priority.NORMAL)
    due = models.DateField(null=True, blank=True)
    estimate = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many rounds it may take."
    )
    position = models.PositiveIntegerField(default=0)
    recurrence = models.CharField(max_length=8, choices=Recurrence.choices, default=Recurrence.NONE)
    day_of_month = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Of a monthly task: what a shorter month must not forget."
    )
    follows = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="next",
        help_text="The occurrence before this one; each has one that follows.",
    )
    active = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True, db_index=True)

    everything: ClassVar[models.Manager[Task]] = models.Manager()
    objects: ClassVar[Kept] = Kept()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(active=True), name="one_active_task"
            ),
            models.CheckConstraint(
                condition=Q(active=False) | Q(done_at__isnull=True, removed_at__isnull=True),
                name="active_task_is_there_and_open",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["person", "position"],
                condition=Q(done_at__isnull=True),
                name="open_tasks",
            ),
            models.Index(
                fields=["person", "-done_at"],
                condition=Q(done_at__isnull=False),
                name="done_tasks",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Parked(models.Model):
    """A thought or a question put aside. The next break hands it back, unless it is `kept`."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="parked"
    )
    text = models.CharField(max_length=LONGEST_THOUGHT)
    kept = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "parked"
        indexes: ClassVar = [models.Index(fields=["person", "created_at"], name="parked_thoughts")]

    def __str__(self) -> str:
        return self.text

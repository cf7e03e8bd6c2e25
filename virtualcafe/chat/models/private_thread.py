"""Two people's conversation beside the rooms."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from virtualcafe.accounts.models import Person
from virtualcafe.realtime.models import Stream


class PrivateThreadQuerySet(models.QuerySet["PrivateThread"]):
    def of(self, person_id: int) -> PrivateThreadQuerySet:
        return self.filter(Q(first=person_id) | Q(second=person_id))


class PrivateThread(models.Model):
    """`first` has the lower id, so that two people have one thread whoever begins."""

    first = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    second = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    stream = models.OneToOneField(Stream, on_delete=models.PROTECT, related_name="private_thread")
    created_at = models.DateTimeField()

    objects = PrivateThreadQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="one_thread_per_pair"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="private_thread_in_id_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"

    @property
    def parties(self) -> tuple[int, int]:
        return self.first_id, self.second_id

    def other(self, person_id: int) -> Person:
        return self.second if self.first_id == person_id else self.first

"""How somebody's days went before: needed where dates are compared with each other."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class FormerDays(models.Model):
    """The zone, the start of the day and the study days a person lived by `until` they changed one
    of them. What holds now is in the person and their preferences."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="former_days",
        db_index=False,
    )
    until = models.DateTimeField()
    time_zone = models.CharField(max_length=64)
    day_starts_at = models.PositiveSmallIntegerField()
    study_days = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name_plural = "former days"
        indexes: ClassVar = [models.Index(fields=["person", "until"], name="former_days_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.time_zone} until {self.until:%Y-%m-%d %H:%M}"

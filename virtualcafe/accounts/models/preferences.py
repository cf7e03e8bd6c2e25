"""How a person likes the café: the look, the lengths, what starts by itself, how loud."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

MINUTES = [MinValueValidator(1), MaxValueValidator(180)]
VOLUME = [MaxValueValidator(100)]


class Preferences(models.Model):
    class Theme(models.TextChoices):
        AUTO = "auto", "As the system"
        LIGHT = "light", "Light"
        DARK = "dark", "Dark"

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preferences"
    )
    theme = models.CharField(max_length=5, choices=Theme.choices, default=Theme.AUTO)
    focus_minutes = models.PositiveSmallIntegerField("focus", default=25, validators=MINUTES)
    break_minutes = models.PositiveSmallIntegerField("break", default=5, validators=MINUTES)
    long_break_minutes = models.PositiveSmallIntegerField(
        "long break", default=15, validators=MINUTES
    )
    auto_start_breaks = models.BooleanField("Start breaks by themselves", default=True)
    auto_start_focus = models.BooleanField("Start focus by itself after a break", default=False)
    sound = models.BooleanField("Play a sound when a phase ends", default=True)
    volume = models.PositiveSmallIntegerField("volume of all sounds", default=70, validators=VOLUME)

    class Meta:
        verbose_name_plural = "preferences"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    focus_minutes__range=(1, 180),
                    break_minutes__range=(1, 180),
                    long_break_minutes__range=(1, 180),
                ),
                name="preferred_lengths_are_1_to_180_minutes",
            ),
            models.CheckConstraint(
                condition=models.Q(volume__lte=100), name="volume_is_at_most_100"
            ),
        ]

    def __str__(self) -> str:
        return f"Preferences of {self.person_id}"

    @classmethod
    def of(cls, person_id: int) -> Preferences:
        """The person's row, made when it is asked for first."""
        return cls.objects.get_or_create(person_id=person_id)[0]

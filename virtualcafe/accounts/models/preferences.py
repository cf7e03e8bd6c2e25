"""How a person likes the café: the look, the lengths, the sounds, and how their days go."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from virtualcafe.accounts import mixes, weekdays

MINUTES = [MinValueValidator(1), MaxValueValidator(180)]
VOLUME = [MaxValueValidator(100)]
HOURS = [MaxValueValidator(23)]
SOME_DAYS = [MinValueValidator(1), MaxValueValidator(weekdays.EVERY_DAY)]
#: As long as a week is.
GOAL = [MinValueValidator(1), MaxValueValidator(7 * 24 * 60)]


class Preferences(models.Model):
    class Theme(models.TextChoices):
        AUTO = "auto", "As the system"
        LIGHT = "light", "Light"
        DARK = "dark", "Dark"

    class Scene(models.TextChoices):
        LIBRARY = "library", "Library"
        CAFE = "cafe", "Café"
        NATURE = "nature", "Nature"
        OCEAN = "ocean", "Ocean"
        MOUNTAINS = "mountains", "Mountains"
        SPACE = "space", "Space"
        MINIMAL = "minimal", "Minimal"

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
    scene = models.CharField(max_length=9, choices=Scene.choices, default=Scene.CAFE)
    mix = models.JSONField(
        blank=True,
        default=dict,
        validators=[mixes.validate],
        help_text="The mixer as it was left; empty for one that was never touched.",
    )
    day_starts_at = models.PositiveSmallIntegerField(
        "my day starts at", default=0, validators=HOURS, help_text="An hour, 0 to 23."
    )
    study_days = models.PositiveSmallIntegerField(
        default=weekdays.EVERY_DAY, validators=SOME_DAYS, help_text="See accounts.weekdays."
    )
    weekly_goal_minutes = models.PositiveSmallIntegerField(
        "weekly goal", default=600, validators=GOAL
    )
    on_boards = models.BooleanField("Show me on leaderboards", default=True)
    shows_goal = models.BooleanField("Show my goal at my seat in rooms", default=True)

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
            models.CheckConstraint(
                condition=models.Q(day_starts_at__lte=23), name="day_starts_at_an_hour"
            ),
            models.CheckConstraint(
                condition=models.Q(study_days__range=(1, weekdays.EVERY_DAY)),
                name="studies_on_some_days",
            ),
            models.CheckConstraint(
                condition=models.Q(weekly_goal_minutes__range=(1, 7 * 24 * 60)),
                name="weekly_goal_fits_a_week",
            ),
        ]

    def __str__(self) -> str:
        return f"Preferences of {self.person_id}"

    @classmethod
    def of(cls, person_id: int) -> Preferences:
        """The person's row, made when it is asked for first."""
        return cls.objects.get_or_create(person_id=person_id)[0]

"""What follows from sessions: minutes by day and week, where a person stands, what they earned.

Nothing here is the only copy of anything: `manage.py rebuild_progress` makes all of it anew.
*Seen* is what the server itself timed; the rest was typed in afterwards and counts for its person
alone."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from virtualcafe.progress.streaks import Streak


class Day(models.Model):
    """A person's focus on one of their own days."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    date = models.DateField()
    minutes = models.PositiveIntegerField(default=0)
    seen_minutes = models.PositiveIntegerField(default=0)
    sessions = models.PositiveIntegerField(default=0)
    completed = models.PositiveIntegerField(default=0, help_text="Of these sessions.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "date"], name="one_day_a_date")
        ]

    def __str__(self) -> str:
        return f"{self.minutes} min on {self.date} of {self.person_id}"


class Week(models.Model):
    """What counts on this week's boards: seen minutes, of each day at most `keeping.MOST_A_DAY`."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="weeks", db_index=False
    )
    monday = models.DateField()
    minutes = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "monday"], name="one_week_a_monday")
        ]
        indexes: ClassVar = [
            models.Index(fields=["monday", "-minutes", "person"], name="week_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.minutes} min from {self.monday} of {self.person_id}"


class Standing(models.Model):
    """A person's sums. `last_session` is the latest seen one by its end that went into them."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="standing",
    )
    minutes = models.PositiveIntegerField(default=0)
    sessions = models.PositiveIntegerField(default=0)
    xp = models.PositiveIntegerField(default=0, help_text="A point for each seen minute.")
    level = models.PositiveIntegerField(default=1)
    board_minutes = models.PositiveIntegerField(default=0)
    seen_sessions = models.PositiveIntegerField(default=0)
    company = models.PositiveIntegerField(default=0, help_text="Seen sessions in rooms.")
    deepest = models.PositiveIntegerField(default=0, help_text="Minutes of the longest of all.")
    streak = models.PositiveIntegerField(default=0)
    streak_began = models.DateField(null=True)
    streak_day = models.DateField(null=True, help_text="The last day with focus.")
    streak_rest = models.DateField(null=True, help_text="The week of the last rest day.")
    longest_streak = models.PositiveIntegerField(default=0)
    seen_streak = models.PositiveIntegerField(default=0)
    seen_streak_began = models.DateField(null=True)
    seen_streak_day = models.DateField(null=True)
    seen_streak_rest = models.DateField(null=True)
    longest_seen_streak = models.PositiveIntegerField(default=0)
    last_ended_at = models.DateTimeField(null=True)
    last_session = models.PositiveBigIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-board_minutes", "person"], name="standings_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.xp} XP"

    @property
    def own_streak(self) -> Streak:
        return Streak(
            length=self.streak,
            began=self.streak_began,
            last=self.streak_day,
            rest_week=self.streak_rest,
            longest=self.longest_streak,
        )

    @own_streak.setter
    def own_streak(self, streak: Streak) -> None:
        self.streak, self.streak_began = streak.length, streak.began
        self.streak_day, self.streak_rest = streak.last, streak.rest_week
        self.longest_streak = streak.longest

    @property
    def seen(self) -> Streak:
        """The streak as far as the server saw it, for badges."""
        return Streak(
            length=self.seen_streak,
            began=self.seen_streak_began,
            last=self.seen_streak_day,
            rest_week=self.seen_streak_rest,
            longest=self.longest_seen_streak,
        )

    @seen.setter
    def seen(self, streak: Streak) -> None:
        self.seen_streak, self.seen_streak_began = streak.length, streak.began
        self.seen_streak_day, self.seen_streak_rest = streak.last, streak.rest_week
        self.longest_seen_streak = streak.longest


class Achievement(models.Model):
    """A row for each of `achievements.ALL`, made by `create_achievements`."""

    slug = models.CharField(max_length=30, primary_key=True)
    family = models.CharField(max_length=10)
    tier = models.PositiveSmallIntegerField()
    threshold = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    sentence = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["family", "tier"]

    def __str__(self) -> str:
        return self.name


class Earned(models.Model):
    """A badge, and when the session ended that earned it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="earned", db_index=False
    )
    achievement = models.ForeignKey(
        Achievement, on_delete=models.CASCADE, related_name="earned", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "earned"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "achievement"], name="earned_once")
        ]

    def __str__(self) -> str:
        return f"{self.achievement_id} of {self.person_id}"

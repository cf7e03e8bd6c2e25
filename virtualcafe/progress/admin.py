"""What follows from sessions, to look at. It is changed by changing those."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from virtualcafe.progress.models import Achievement, Day, Earned, Standing, Week


class Derived(admin.ModelAdmin[Any]):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """They go with their person; of a list of them nobody deletes any."""
        return obj is not None and super().has_delete_permission(request, obj)


class OfAPerson(Derived):
    search_fields = ("person__username",)
    list_select_related: ClassVar[tuple[str, ...]] = ("person",)
    show_full_result_count = False


@admin.register(Day)
class DayAdmin(OfAPerson):
    list_display = ("person", "date", "minutes", "seen_minutes", "sessions", "completed")
    list_filter = ("date",)
    date_hierarchy = "date"


@admin.register(Week)
class WeekAdmin(OfAPerson):
    list_display = ("person", "monday", "minutes")
    list_filter = ("monday",)


@admin.register(Standing)
class StandingAdmin(OfAPerson):
    list_display = ("person", "level", "xp", "minutes", "sessions", "streak", "longest_streak")
    list_filter = ("level",)


@admin.register(Achievement)
class AchievementAdmin(Derived):
    list_display = ("name", "family", "tier", "threshold", "sentence")
    list_filter = ("family",)
    search_fields = ("name", "sentence")


@admin.register(Earned)
class EarnedAdmin(OfAPerson):
    list_display = ("person", "achievement", "at")
    list_filter = ("achievement__family",)
    list_select_related = ("person", "achievement")
    date_hierarchy = "at"

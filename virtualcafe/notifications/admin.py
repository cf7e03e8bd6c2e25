from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from virtualcafe.notifications.models import Notification


@admin.register(Notification)
class NotificationAdmin(admin.ModelAdmin[Notification]):
    list_display = ("person", "kind", "created_at", "read_at")
    list_filter = ("kind", "created_at", "read_at")
    search_fields = ("person__username", "kind")
    list_select_related = ("person",)
    readonly_fields = ("person", "kind", "data", "key", "created_at", "read_at")
    date_hierarchy = "created_at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They tell of something that happened."""
        return False

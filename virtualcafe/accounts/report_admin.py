"""What people told of, and whom they follow and avoid, for whoever hosts the café."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from virtualcafe.accounts import hooks, reports
from virtualcafe.accounts.models import Block, Follow, Person, Report
from virtualcafe.lib import clock


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin[Report]):
    """It is read and closed here; what is done about it is done where it is."""

    list_display = ("reason", "about", "subject", "person", "reporter", "created_at", "closed_by")
    list_filter = (("closed_at", admin.EmptyFieldListFilter), "about", "created_at")
    search_fields = ("reason", "excerpt", "person__username", "reporter__username")
    list_select_related = ("person", "reporter", "closed_by")
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-pk")
    actions = ("close",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Report | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Report | None = None) -> bool:
        return False

    def has_close_permission(self, request: HttpRequest) -> bool:
        return isinstance(request.user, Person) and request.user.is_superuser

    @admin.display(description="where it is")
    def subject(self, report: Report) -> str:
        path = hooks.admin_paths[report.about](report.object_id)
        return format_html('<a href="{}">{} {}</a>', path, report.about, report.object_id)

    @admin.action(description="Close: looked at", permissions=["close"])
    def close(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        assert isinstance(request.user, Person)
        for report in queryset.select_related("person"):
            reports.close(report, by=request.user, now=clock.now())


@admin.register(Follow)
class FollowAdmin(admin.ModelAdmin[Follow]):
    list_display = ("person", "followed", "created_at")
    search_fields = ("person__username", "followed__username")
    list_select_related = ("person", "followed")
    autocomplete_fields = ("person", "followed")


@admin.register(Block)
class BlockAdmin(admin.ModelAdmin[Block]):
    list_display = ("person", "blocked", "created_at")
    search_fields = ("person__username", "blocked__username")
    list_select_related = ("person", "blocked")
    autocomplete_fields = ("person", "blocked")

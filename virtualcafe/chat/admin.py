from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from virtualcafe.accounts.models import Person
from virtualcafe.chat import actions
from virtualcafe.chat.models import Message, ReadMark
from virtualcafe.lib import clock
from virtualcafe.rooms.access import is_admin


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin[Message]):
    """To look and to take away. Rows stay, or the stream would miss their places."""

    list_display = ("excerpt", "sender", "stream", "seq", "created_at", "edited_at", "deleted_at")
    list_filter = ("created_at", ("deleted_at", admin.EmptyFieldListFilter))
    list_select_related = ("sender", "stream")
    search_fields = ("content", "sender__username", "stream__name")
    date_hierarchy = "created_at"
    ordering = ("-pk",)
    actions = ("take_away",)
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        return False

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return isinstance(request.user, Person) and is_admin(request.user)

    @admin.display(description="content")
    def excerpt(self, message: Message) -> str:
        return message.content[:80] or "(deleted)"

    @admin.action(description="Delete for everyone", permissions=["moderate"])
    def take_away(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        for message in queryset.filter(deleted_at=None).select_related("stream"):
            actions.remove_message(message, now=clock.now())


@admin.register(ReadMark)
class ReadMarkAdmin(admin.ModelAdmin[ReadMark]):
    list_display = ("person", "stream", "seq")
    list_select_related = ("person", "stream")
    search_fields = ("person__username", "stream__name")
    raw_id_fields = ("person", "stream")

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.lib.errors import CafeError
from virtualcafe.rooms.actions import entering
from virtualcafe.rooms.models import Invite, JoinRequest


@admin.register(JoinRequest)
class JoinRequestAdmin(admin.ModelAdmin[JoinRequest]):
    list_display = ("person", "room", "answer", "created_at", "answered_at", "answered_by")
    list_filter = ("answer", "created_at")
    search_fields = ("person__username", "room__name", "room__code", "text")
    list_select_related = ("person", "room", "answered_by")
    date_hierarchy = "created_at"
    actions = ("approve", "deny")

    @admin.action(description="Let in, while the host is away")
    def approve(self, request: HttpRequest, requests: QuerySet[JoinRequest]) -> None:
        self._answer(request, requests, entering.approve)

    @admin.action(description="Say no, while the host is away")
    def deny(self, request: HttpRequest, requests: QuerySet[JoinRequest]) -> None:
        self._answer(request, requests, entering.deny)

    def _answer(
        self, request: HttpRequest, requests: QuerySet[JoinRequest], act: entering.Answering
    ) -> None:
        assert isinstance(request.user, Person)
        for each in requests.select_related("room", "person"):
            try:
                act(each.room, each.pk, by=request.user, now=clock.now())
            except CafeError as refusal:
                self.message_user(request, f"{each}: {refusal.detail}", messages.ERROR)
            else:
                self.message_user(request, f"Answered {each.person}.", messages.SUCCESS)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only the person themselves asks."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: JoinRequest | None = None) -> bool:
        """An answer tells and seats somebody; a bare change would not."""
        return False


@admin.register(Invite)
class InviteAdmin(admin.ModelAdmin[Invite]):
    """To take a link back. The token is the way in, so it isn't shown."""

    list_display = ("room", "created_by", "created_at")
    search_fields = ("room__name", "room__code", "created_by__username")
    list_select_related = ("room", "created_by")
    exclude: ClassVar = ("token",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Invite | None = None) -> bool:
        return False

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.lib.errors import CafeError
from virtualcafe.rooms import cleanup, door_admin  # noqa: F401 - it registers itself
from virtualcafe.rooms.models import Bar, Membership, Mute, Room, UsedCode, Visit


class MembershipInline(admin.TabularInline[Membership, Room]):
    model = Membership
    extra = 0
    autocomplete_fields = ("person",)


@admin.register(Room)
class RoomAdmin(admin.ModelAdmin[Room]):
    list_display = ("name", "code", "host", "members", "public", "lifetime", "expires_at")
    list_filter = ("public", "lifetime", "is_lounge", "created_at")
    search_fields = ("name", "code", "description", "subject", "host__username")
    list_select_related = ("host",)
    autocomplete_fields = ("host",)
    readonly_fields = ("code", "stream", "is_lounge", "created_at")
    date_hierarchy = "created_at"
    inlines = (MembershipInline,)
    actions = ("close",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Room]:
        return super().get_queryset(request).annotate(seats_taken=Count("memberships"))

    @admin.display(ordering="seats_taken")
    def members(self, room: Room) -> str:
        return f"{room.seats_taken} of {room.capacity or '∞'}"  # type: ignore[attr-defined]

    @admin.action(description="Close the selected rooms, with their messages")
    def close(self, request: HttpRequest, rooms: QuerySet[Room]) -> None:
        assert isinstance(request.user, Person)
        for room in rooms:
            try:
                cleanup.close_room(room, by=request.user, now=clock.now())
            except CafeError as refusal:
                self.message_user(request, f"{room}: {refusal.detail}", messages.ERROR)
            else:
                self.message_user(request, f"Closed {room}.", messages.SUCCESS)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A room needs its code, stream and host: it is opened in the café."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Room | None = None) -> bool:
        """Closing tells the people in it; a bare delete would not."""
        return False


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin[Membership]):
    list_display = ("person", "room", "joined_at", "last_seen_at", "muted_until")
    list_filter = ("joined_at", "room__lifetime")
    search_fields = ("person__username", "room__name", "room__code")
    list_select_related = ("person", "room")
    autocomplete_fields = ("person", "room")


@admin.register(Bar)
class BarAdmin(admin.ModelAdmin[Bar]):
    list_display = ("person", "room", "until", "by", "created_at")
    list_filter = ("until", "created_at")
    search_fields = ("person__username", "room__name", "room__code")
    list_select_related = ("person", "room", "by")
    autocomplete_fields = ("person", "room", "by")
    actions = ("lift",)

    @admin.action(description="Lift the selected bars")
    def lift(self, request: HttpRequest, bars: QuerySet[Bar]) -> None:
        lifted, _ = bars.delete()
        self.message_user(request, f"Lifted {lifted}.", messages.SUCCESS)


@admin.register(Mute)
class MuteAdmin(admin.ModelAdmin[Mute]):
    """To look at: it is lifted in the room, which tells the person."""

    list_display = ("person", "room", "until", "by", "created_at")
    list_filter = ("until", "created_at")
    search_fields = ("person__username", "room__name", "room__code")
    list_select_related = ("person", "room", "by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Mute | None = None) -> bool:
        return False


@admin.register(Visit)
class VisitAdmin(admin.ModelAdmin[Visit]):
    list_display = ("person", "room", "came_at", "left_at")
    list_filter = ("came_at", ("left_at", admin.EmptyFieldListFilter))
    search_fields = ("person__username", "room__name", "room__code")
    list_select_related = ("person", "room")
    date_hierarchy = "came_at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Visit | None = None) -> bool:
        return False


@admin.register(UsedCode)
class UsedCodeAdmin(admin.ModelAdmin[UsedCode]):
    search_fields = ("code",)

    def has_change_permission(self, request: HttpRequest, obj: UsedCode | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: UsedCode | None = None) -> bool:
        return False

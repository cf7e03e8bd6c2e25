from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from virtualcafe.focus import hooks, taking_part
from virtualcafe.focus.models import Participation, Session, Timer
from virtualcafe.focus.tasks.models import Parked, Task
from virtualcafe.lib import clock


class ParticipationInline(admin.TabularInline[Participation, Timer]):
    model = Participation
    extra = 0
    raw_id_fields = ("person", "of_task")


@admin.register(Timer)
class TimerAdmin(admin.ModelAdmin[Timer]):
    list_display = ("whose", "phase", "state", "cycle", "ends_at", "version")
    list_filter = ("phase", "state")
    search_fields = ("room__name", "room__code", "owner__username")
    raw_id_fields = ("room", "owner", "started_by")
    inlines: ClassVar = [ParticipationInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Timer]:
        return super().get_queryset(request).select_related("room", "owner")

    @admin.display(description="of")
    def whose(self, timer: Timer) -> str:
        return str(timer.room or timer.owner)


@admin.register(Participation)
class ParticipationAdmin(admin.ModelAdmin[Participation]):
    list_display = ("person", "timer", "standing", "started_at", "goal")
    list_filter = ("standing",)
    list_select_related = ("person", "timer")
    search_fields = ("person__username", "goal", "task")
    raw_id_fields = ("person", "timer", "of_task")


@admin.register(Session)
class SessionAdmin(admin.ModelAdmin[Session]):
    list_display = (
        "person",
        "kind",
        "source",
        "room_name",
        "minutes",
        "planned_minutes",
        "completed",
        "stands",
        "local_date",
    )
    list_filter = ("kind", "source", "completed", "stands", "local_date")
    list_select_related = ("person",)
    search_fields = ("person__username", "room_name", "task", "goal")
    raw_id_fields = ("person", "room", "timer", "of_task", "corrects")
    date_hierarchy = "local_date"

    def save_model(self, request: HttpRequest, obj: Session, form: Any, *_: Any) -> None:
        with transaction.atomic():
            people = {
                obj.person_id,
                *Session.objects.filter(pk=obj.pk).values_list("person", flat=True),
            }
            taking_part.lock(people)
            super().save_model(request, obj, form, *_)
            _derive(people)

    def delete_model(self, request: HttpRequest, obj: Session) -> None:
        self.delete_queryset(request, Session.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Session]) -> None:
        """With all of its chain: of what was corrected nothing else would stand."""
        with transaction.atomic():
            rows = list(queryset)
            people = {session.person_id for session in rows}
            taking_part.lock(people)
            Session.objects.filter(pk__in={session.chain for session in rows}).delete()
            _derive(people)


def _derive(people: Collection[int]) -> None:
    for person in sorted(people):
        hooks.person_changed(person, now=clock.now())


@admin.register(Task)
class TaskAdmin(admin.ModelAdmin[Task]):
    list_display = ("title", "person", "priority", "due", "recurrence", "active", "done_at")
    list_filter = ("priority", "recurrence", "active", "done_at")
    list_select_related = ("person",)
    search_fields = ("title", "person__username")
    raw_id_fields = ("person", "follows")


@admin.register(Parked)
class ParkedAdmin(admin.ModelAdmin[Parked]):
    list_display = ("text", "person", "kept", "created_at")
    list_filter = ("kept",)
    list_select_related = ("person",)
    search_fields = ("text", "person__username")
    raw_id_fields = ("person",)

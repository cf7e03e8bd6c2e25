"""Sessions as the older cafés' clients post them: what they say is kept as reported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.accounts.models import Person
from virtualcafe.api.accounts import person_asking
from virtualcafe.api.tasks import OLDER_PARSERS
from virtualcafe.focus.models import Session
from virtualcafe.focus.records import rules
from virtualcafe.focus.records.reporting import Report, report
from virtualcafe.lib import clock
from virtualcafe.lib.errors import CafeError
from virtualcafe.lib.ids import id_in
from virtualcafe.progress import selectors
from virtualcafe.progress.wire import achievement_object
from virtualcafe.rooms.access import room_for
from virtualcafe.rooms.models import Room

#: What they call things, and what we do. The first that is there counts.
_NEWER = {
    "minutes": ("minutes", "duration", "duration_minutes"),
    "kind": ("session_type", "type", "kind"),
    "task": ("task_id", "task"),
    "room": ("room_code", "room"),
    "started_at": ("started_at", "start_time"),
    "ended_at": ("ended_at", "end_time"),
    "goal": ("goal",),
    "completed": ("completed",),
    "cid": ("cid",),
}


class OlderSession(serializers.Serializer[Any]):
    minutes = serializers.IntegerField(min_value=1, max_value=rules.MOST_MINUTES)
    kind = serializers.ChoiceField(Session.Kind.choices, default=Session.Kind.FOCUS)
    task = serializers.CharField(required=False, allow_blank=True, allow_null=True)
    room = serializers.CharField(required=False, allow_blank=True, allow_null=True, max_length=80)
    started_at = serializers.DateTimeField(required=False, allow_null=True)
    ended_at = serializers.DateTimeField(required=False, allow_null=True)
    goal = serializers.CharField(required=False, allow_blank=True, max_length=200)
    completed = serializers.BooleanField(required=False)
    cid = serializers.UUIDField(required=False, allow_null=True)


class SaveSession(APIView):
    parser_classes = OLDER_PARSERS

    def post(self, request: Request) -> Response:
        person, now = person_asking(request), clock.now()
        asked = OlderSession(data=_newer(request.data))
        asked.is_valid(raise_exception=True)
        said = _report(person, asked.validated_data, now=now)
        before, had = selectors.level(person), _earned(person)
        session, _ = report(person, said, now=now)
        return Response(_answer(person, session, before.number, had, now=now))


def _newer(data: Any) -> Any:
    if not isinstance(data, Mapping):
        return data
    named = {
        name: next((data[each] for each in older if each in data), None)
        for name, older in _NEWER.items()
    }
    return {name: value for name, value in named.items() if value not in (None, "")}


def _report(person: Person, given: dict[str, Any], *, now: datetime) -> Report:
    minutes = given["minutes"]
    # Who stopped before the end doesn't say how long it should have been.
    planned = minutes if given.get("completed", True) else min(minutes + 1, rules.MOST_MINUTES)
    return Report(
        started_at=_beginning(given),
        ended_at=given.get("ended_at") if given.get("started_at") else None,
        minutes=minutes,
        planned_minutes=planned,
        kind=given["kind"],
        task=_task(given.get("task") or ""),
        goal=given.get("goal", ""),
        room=_room(person, given.get("room") or "", now=now),
        cid=given.get("cid"),
    )


def _beginning(given: dict[str, Any]) -> datetime | None:
    """Who only says when it ended has sat through its minutes before."""
    started_at: datetime | None = given.get("started_at")
    ended_at: datetime | None = given.get("ended_at")
    minutes: int = given["minutes"]
    if started_at or ended_at is None:
        return started_at
    if ended_at < rules.EARLIEST:
        return ended_at
    return ended_at - minutes * rules.MINUTE


def _task(said: str) -> str | int:
    return id_in(said) or said


def _room(person: Person, code: str, *, now: datetime) -> Room | None:
    """A room that they can't come into says nothing of their minutes."""
    try:
        return room_for(person, code.upper(), now=now) if code else None
    except CafeError:
        return None


def _earned(person: Person) -> set[str]:
    badges = selectors.badges(person)
    return {badge.achievement.slug for badge in badges if badge.earned_at}


def _answer(
    person: Person, session: Session, level: int, had: set[str], *, now: datetime
) -> dict[str, object]:
    overview = selectors.overview(person, now=now)
    badges = [badge for badge in selectors.badges(person) if badge.earned_at]
    new = [badge for badge in badges if badge.achievement.slug not in had]
    return {
        "success": True,
        "session_id": session.chain,
        "total_minutes": overview.minutes,
        "current_streak": overview.streak.length,
        "level": overview.level.number,
        "xp": overview.level.xp,
        "leveled_up": overview.level.number > level,
        "new_achievements": [
            achievement_object(each.achievement, earned_at=each.earned_at) for each in new
        ],
    }

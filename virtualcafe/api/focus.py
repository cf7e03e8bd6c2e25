"""Timers."""

from __future__ import annotations

from typing import Any

import msgspec
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.accounts.models import Person
from virtualcafe.api.accounts import REFUSED, UserSerializer, person_asking
from virtualcafe.focus import selectors
from virtualcafe.focus.clock import Phase, Running
from virtualcafe.focus.requests import ACTIONS, TimerRequest, obey
from virtualcafe.focus.tasks.goals import carried_goal
from virtualcafe.focus.wall import PLANS
from virtualcafe.focus.wire import with_people
from virtualcafe.lib import clock
from virtualcafe.lib.errors import BadRequest, NotFound
from virtualcafe.rooms.access import visible_room
from virtualcafe.rooms.models import Room

#: Only these read the body, so that the others need none.
WITH_WORDS = {"start", "add", "join"}


class TimerSerializer(serializers.Serializer[Any]):
    """**timer** of the wire protocol."""

    version = serializers.IntegerField()
    phase = serializers.ChoiceField([phase.value for phase in Phase])
    state = serializers.ChoiceField([state.value for state in Running])
    started_at = serializers.CharField(allow_null=True)
    ends_at = serializers.CharField(allow_null=True)
    remaining_ms = serializers.IntegerField()
    planned_ms = serializers.IntegerField()
    cycle = serializers.IntegerField()
    cycles = serializers.IntegerField()
    focus_minutes = serializers.IntegerField()
    break_minutes = serializers.IntegerField()
    long_break_minutes = serializers.IntegerField()
    long_break_every = serializers.IntegerField()
    auto_start_breaks = serializers.BooleanField()
    auto_start_focus = serializers.BooleanField()
    count_up = serializers.BooleanField(help_text="Its focus counts up and has no end of itself.")
    follows = serializers.ChoiceField(
        list(PLANS), allow_null=True, help_text="The plan of the café clock that moves it."
    )
    elapsed_ms = serializers.IntegerField(help_text="How long the phase has run, without pauses.")
    counts_from = serializers.CharField(
        allow_null=True, help_text="While it runs: elapsed is the time since then."
    )
    started_by = UserSerializer(allow_null=True)
    people = serializers.ListField(child=serializers.IntegerField(), help_text="Who takes part.")
    resting = serializers.ListField(
        child=serializers.IntegerField(), help_text="Those of them who pause by themselves."
    )


class PlaceSerializer(serializers.Serializer[Any]):
    stream = serializers.CharField()
    name = serializers.CharField(help_text="Of the room; empty for the person's own timer.")


class OwnTimerSerializer(TimerSerializer):
    taking_part_in = PlaceSerializer(allow_null=True, help_text="Where the person's time runs now.")
    carried_goal = serializers.CharField(
        help_text="What the last focus left unfinished; empty when there is nothing to go on with."
    )


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string", "maxLength": 200}]})
class TaskOrWords(serializers.JSONField):
    pass


class TimerRequestSerializer(serializers.Serializer[Any]):
    focus_minutes = serializers.IntegerField(required=False, min_value=1, max_value=180)
    break_minutes = serializers.IntegerField(required=False, min_value=1, max_value=180)
    long_break_minutes = serializers.IntegerField(required=False, min_value=1, max_value=180)
    long_break_every = serializers.IntegerField(required=False, min_value=1, max_value=100)
    cycles = serializers.IntegerField(required=False, min_value=1, max_value=100)
    auto_start_breaks = serializers.BooleanField(required=False)
    auto_start_focus = serializers.BooleanField(required=False)
    count_up = serializers.BooleanField(required=False)
    follow = serializers.ChoiceField(
        list(PLANS), required=False, help_text="Follow the café clock; a room's timer alone."
    )
    remember = serializers.BooleanField(
        required=False, help_text="With `start`: what was named becomes your preference."
    )
    task = TaskOrWords(required=False, help_text="One of your tasks by its id, or words.")
    goal = serializers.CharField(required=False, max_length=200)
    minutes = serializers.IntegerField(required=False, help_text="With `add`.")


class OwnTimer(APIView):
    @extend_schema(responses={200: OwnTimerSerializer, 401: REFUSED}, summary="Your own timer")
    def get(self, request: Request) -> Response:
        person = person_asking(request)
        timer = with_people(selectors.own_timer(person), now=clock.now())
        where, goal = selectors.taking_part_in(person), carried_goal(person)
        return Response(timer | {"taking_part_in": where, "carried_goal": goal})


class OwnTimerAction(APIView):
    @extend_schema(
        request=TimerRequestSerializer,
        responses={200: TimerSerializer, 400: REFUSED, 404: REFUSED, 409: REFUSED},
        parameters=[OpenApiParameter("action", str, "path", enum=list(ACTIONS))],
        summary="Move your own timer",
    )
    def post(self, request: Request, action: str) -> Response:
        return _obey(request, action, person_asking(request), None)


class RoomTimer(APIView):
    @extend_schema(
        request=TimerRequestSerializer,
        responses={200: TimerSerializer, 400: REFUSED, 403: REFUSED, 404: REFUSED, 409: REFUSED},
        parameters=[OpenApiParameter("action", str, "path", enum=list(ACTIONS))],
        summary="Move a room's timer, join or leave it",
    )
    def post(self, request: Request, room_id: int, action: str) -> Response:
        person = person_asking(request)
        room = visible_room(person, room_id, now=clock.now())
        return _obey(request, action, person, room)


def _obey(request: Request, action: str, person: Person, room: Room | None) -> Response:
    if action not in ACTIONS:
        raise NotFound
    now = clock.now()
    asked = _asked(request.data) if action in WITH_WORDS else TimerRequest()
    moved = obey(action, asked, person=person, room=room, now=now)
    return Response(with_people(moved, now=now))


def _asked(data: object) -> TimerRequest:
    try:
        return msgspec.convert(data, TimerRequest)
    except msgspec.ValidationError as wrong:
        raise BadRequest(str(wrong)) from wrong

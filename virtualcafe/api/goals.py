"""The goal of the phase one is in."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.accounts.models import Person
from virtualcafe.api.accounts import REFUSED, person_asking
from virtualcafe.api.sessions import SessionSerializer
from virtualcafe.focus.tasks import goals
from virtualcafe.focus.wire import session_object
from virtualcafe.lib import clock


class SaidGoalSerializer(serializers.Serializer[Any]):
    goal = serializers.CharField(max_length=goals.LONGEST_GOAL, allow_blank=True)


class GoalSerializer(serializers.Serializer[Any]):
    goal = serializers.CharField(
        allow_null=True, help_text="Of the phase one is in; null while one is in none."
    )
    carried_goal = serializers.CharField(help_text="What the last focus left unfinished, or empty.")
    asked = SessionSerializer(
        allow_null=True,
        help_text="The last focus with a goal, while its outcome isn't said: PATCH that session.",
    )


class Goal(APIView):
    @extend_schema(
        responses={200: GoalSerializer, 401: REFUSED}, summary="What you set out to do now"
    )
    def get(self, request: Request) -> Response:
        return Response(_goal(person_asking(request)))

    @extend_schema(
        request=SaidGoalSerializer,
        responses={200: GoalSerializer, **dict.fromkeys((400, 401, 409), REFUSED)},
        summary="Say what you set out to do; empty takes it back",
    )
    def put(self, request: Request) -> Response:
        asked = SaidGoalSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        person = person_asking(request)
        goals.set_goal(person, asked.validated_data["goal"])
        return Response(_goal(person))


def _goal(person: Person) -> dict[str, object]:
    part, last = goals.current_part(person), goals.last_with_goal(person)
    asked = goals.asked_of(last, now=clock.now())
    return {
        "goal": part.goal if part else None,
        "carried_goal": goals.carried_from(last),
        "asked": session_object(asked) if asked else None,
    }

"""What was recorded, added and corrected."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.accounts.models import Person
from virtualcafe.api.accounts import REFUSED, person_asking
from virtualcafe.api.focus import TaskOrWords
from virtualcafe.api.pagination import CursorPages, page_of
from virtualcafe.focus.models import Session
from virtualcafe.focus.records import correcting, rules, selectors
from virtualcafe.focus.records.filters import Wanted
from virtualcafe.focus.records.hand import standing
from virtualcafe.focus.records.reporting import Report, report
from virtualcafe.focus.tasks.outcomes import say_outcome
from virtualcafe.focus.wire import record_object, session_object
from virtualcafe.lib import clock
from virtualcafe.lib.errors import BadRequest

NO_CONTENT = status.HTTP_204_NO_CONTENT


class SessionRoomSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(allow_null=True)
    code = serializers.CharField(allow_null=True)
    name = serializers.CharField()


class SessionSerializer(serializers.Serializer[Any]):
    """**session** of the wire protocol."""

    id = serializers.IntegerField(help_text="Stays the same however often it is corrected.")
    kind = serializers.ChoiceField(Session.Kind.choices)
    source = serializers.ChoiceField(Session.Source.choices)  # type: ignore[assignment]
    room = SessionRoomSerializer(allow_null=True)
    task = serializers.CharField(allow_null=True)
    task_id = serializers.IntegerField(allow_null=True, help_text="While the task is there.")
    goal = serializers.CharField(allow_null=True)
    outcome = serializers.ChoiceField(Session.Outcome.choices, allow_null=True)
    planned_minutes = serializers.IntegerField()
    minutes = serializers.IntegerField()
    completed = serializers.BooleanField()
    started_at = serializers.CharField()
    ended_at = serializers.CharField()
    local_date = serializers.DateField()
    corrected = serializers.BooleanField(help_text="Somebody set right what was recorded first.")


class SessionVersionSerializer(serializers.Serializer[Any]):
    source = serializers.ChoiceField(Session.Source.choices)  # type: ignore[assignment]
    minutes = serializers.IntegerField()
    started_at = serializers.CharField()
    ended_at = serializers.CharField()
    task = serializers.CharField(allow_null=True)
    goal = serializers.CharField(allow_null=True)
    reported_at = serializers.CharField(allow_null=True, help_text="Null: the café saw it itself.")


class SessionRecordSerializer(SessionSerializer):
    history = SessionVersionSerializer(
        many=True, help_text="What was recorded first, and each correction after it."
    )


class SessionWords(serializers.Serializer[Any]):
    """What people may say of a session, one they add or one that is there."""

    minutes = serializers.IntegerField(
        required=False, min_value=1, max_value=rules.MOST_MINUTES, help_text="Of focus, whole."
    )
    ended_at = serializers.DateTimeField(required=False)
    task = TaskOrWords(required=False, help_text="One of your tasks by its id, or words.")
    goal = serializers.CharField(required=False, max_length=200, allow_blank=True)
    outcome = serializers.ChoiceField(
        Session.Outcome.choices,
        required=False,
        allow_null=True,
        help_text="After `partly` and `blocked` the goal is suggested for the next session.",
    )

    def validate_task(self, said: object) -> object:
        if said is None:
            return ""
        if isinstance(said, bool) or not isinstance(said, int | str):
            raise serializers.ValidationError("A task is named by its id, or in words.")
        return said


class ReportedSerializer(SessionWords):
    started_at = serializers.DateTimeField()
    planned_minutes = serializers.IntegerField(
        required=False, min_value=1, max_value=rules.MOST_MINUTES
    )
    kind = serializers.ChoiceField(Session.Kind.choices, required=False)
    cid = serializers.UUIDField(required=False, help_text="Makes sending again safe.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs.keys() & {"minutes", "ended_at"}:
            raise serializers.ValidationError("Say how many minutes it was, or when it ended.")
        return attrs


class CorrectionSerializer(SessionWords):
    started_at = serializers.DateTimeField(required=False)


class LatestFirst(CursorPages):
    ordering = ("-started_at", "-pk")  # type: ignore[assignment]


FILTERS = [
    OpenApiParameter("from", str, description="The first of their days, as 2026-11-21."),
    OpenApiParameter("to", str, description="The last of them."),
    OpenApiParameter("task", str, description="Words as they stand in it, or a task's id."),
    OpenApiParameter("room", str, description="The room's name, or its id."),
    OpenApiParameter("source", str, enum=Session.Source.values),
    OpenApiParameter("kind", str, enum=Session.Kind.values),
    OpenApiParameter("cursor", str),
    OpenApiParameter("limit", int),
]


class Sessions(APIView):
    @extend_schema(
        operation_id="focus_sessions_list",
        responses={200: page_of(SessionSerializer), 401: REFUSED, 404: REFUSED},
        parameters=FILTERS,
        summary="Your sessions, newest first",
    )
    def get(self, request: Request) -> Response:
        wanted = Wanted.of(request.query_params)
        rows = wanted.among(selectors.sessions(person_asking(request)))
        pages = LatestFirst()
        page = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response([session_object(session) for session in page or ()])

    @extend_schema(
        request=ReportedSerializer,
        responses={
            200: SessionSerializer,
            201: SessionSerializer,
            **dict.fromkeys((400, 401, 404, 409), REFUSED),
        },
        summary="Add a session afterwards; it is kept as reported",
        description="201, or 200 with the first one when its cid was seen before.",
    )
    def post(self, request: Request) -> Response:
        asked = ReportedSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        said = Report(**{**asked.validated_data, "outcome": _outcome(asked.validated_data)})
        session, is_new = report(person_asking(request), said, now=clock.now())
        return Response(session_object(session), status=201 if is_new else 200)


class OneSession(APIView):
    @extend_schema(
        responses={200: SessionRecordSerializer, 401: REFUSED, 404: REFUSED},
        summary="A session, and how it came to be as it is",
    )
    def get(self, request: Request, session_id: int) -> Response:
        session = standing(person_asking(request), session_id)
        return Response(record_object(session, selectors.history(session)))

    @extend_schema(
        request=CorrectionSerializer,
        responses={200: SessionSerializer, **dict.fromkeys((400, 401, 404, 409), REFUSED)},
        summary="Correct a session, or say what became of its goal",
        description="What was recorded first stays in its history; the correction is reported.",
    )
    def patch(self, request: Request, session_id: int) -> Response:
        asked = CorrectionSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        session = _change(person_asking(request), session_id, asked.validated_data)
        return Response(session_object(session))

    @extend_schema(
        responses={204: None, 401: REFUSED, 404: REFUSED, 409: REFUSED},
        summary="Delete a session with its history",
    )
    def delete(self, request: Request, session_id: int) -> Response:
        correcting.delete(person_asking(request), session_id, now=clock.now())
        return Response(status=NO_CONTENT)


def _change(person: Person, session_id: int, given: dict[str, Any]) -> Session:
    if not given:
        raise BadRequest("Say what to correct, or what became of the goal.")
    facts = {name: value for name, value in given.items() if name != "outcome"}
    if facts:
        session = correcting.correct(person, session_id, facts, now=clock.now())
    if "outcome" in given:
        session = say_outcome(person, session_id, _outcome(given))
    return session


def _outcome(given: dict[str, Any]) -> str:
    return given.get("outcome") or ""

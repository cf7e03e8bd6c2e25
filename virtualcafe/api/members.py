"""Who belongs to a room, and who was there."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.api.accounts import REFUSED, UserSerializer, person_asking
from virtualcafe.api.pagination import CursorPages, page_of
from virtualcafe.lib import clock
from virtualcafe.realtime.models import Lease
from virtualcafe.rooms import access, attendance, selectors
from virtualcafe.rooms.models import Room

DAY = OpenApiParameter("day", description="Such as 2026-11-21, in the person's own time zone.")


class MemberSerializer(serializers.Serializer[Any]):
    user = UserSerializer()
    role = serializers.ChoiceField(["host", "member"])
    joined_at = serializers.CharField()
    present = serializers.BooleanField()
    status = serializers.ChoiceField(Lease.Status.choices, allow_null=True)
    muted_until = serializers.CharField(
        allow_null=True, help_text="For the host and admins, and of oneself; else null."
    )


class DayFields(serializers.Serializer[Any]):
    day = serializers.DateField(required=False, default=None)


class AttendanceSerializer(serializers.Serializer[Any]):
    user = UserSerializer()
    first_came = serializers.CharField()
    last_left = serializers.CharField(allow_null=True, help_text="Null while they are there.")
    minutes = serializers.IntegerField()
    visits = serializers.IntegerField()


class FirstComeFirst(CursorPages):
    ordering = ("joined_at", "pk")  # type: ignore[assignment]


class FirstCameFirst(CursorPages):
    ordering = ("first", "person_id")  # type: ignore[assignment]


class Members(APIView):
    @extend_schema(
        parameters=[OpenApiParameter("cursor"), OpenApiParameter("limit", int)],
        responses={200: page_of(MemberSerializer), 401: REFUSED, 403: REFUSED, 404: REFUSED},
        summary="Who has a seat, first come first",
    )
    def get(self, request: Request, room_id: int) -> Response:
        person, now = person_asking(request), clock.now()
        room = _own(request, room_id)
        pages = FirstComeFirst()
        page = pages.paginate_queryset(selectors.members(room), request, view=self) or []
        described = selectors.member_objects(room, page, to=person, now=now)
        return pages.get_paginated_response(described)


class Attendance(APIView):
    @extend_schema(
        parameters=[DAY, OpenApiParameter("cursor"), OpenApiParameter("limit", int)],
        responses={
            200: page_of(AttendanceSerializer),
            400: REFUSED,
            401: REFUSED,
            403: REFUSED,
            404: REFUSED,
        },
        summary="Who was there: everybody for the host, else oneself",
    )
    def get(self, request: Request, room_id: int) -> Response:
        person, now = person_asking(request), clock.now()
        room = _own(request, room_id)
        asked = DayFields(data=request.query_params)
        asked.is_valid(raise_exception=True)
        rows = attendance.lines(
            room,
            looking=person,
            day=asked.validated_data["day"],
            now=now,
            only=None if room.host_id == person.pk else person,
        )
        pages = FirstCameFirst()
        page = pages.paginate_queryset(rows, request, view=self) or []
        lines = [attendance.wired(line) for line in attendance.line_objects(page)]
        return pages.get_paginated_response(lines)


def _own(request: Request, room_id: int) -> Room:
    person, now = person_asking(request), clock.now()
    return access.for_member(person.pk, access.visible_room(person, room_id, now=now), now=now)

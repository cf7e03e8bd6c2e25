"""Keeping order in a room: for its host, and for admins in every room."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.api.accounts import REFUSED, UserSerializer, person_asking
from virtualcafe.api.pagination import CursorPages, page_of
from virtualcafe.lib import clock
from virtualcafe.rooms import access, actions, people
from virtualcafe.rooms.models import Room

ANSWERS = {204: None, 400: REFUSED, 401: REFUSED, 403: REFUSED, 404: REFUSED}


class MuteFields(serializers.Serializer[Any]):
    minutes = serializers.IntegerField(min_value=1, max_value=actions.MOST_MINUTES_MUTED)


class MuteSerializer(serializers.Serializer[Any]):
    muted_until = serializers.CharField()


class BarSerializer(serializers.Serializer[Any]):
    user = UserSerializer()
    until = serializers.CharField(allow_null=True, help_text="Null: until it is lifted.")
    by = UserSerializer(allow_null=True)
    created_at = serializers.CharField()


class LatestFirst(CursorPages):
    ordering = ("-created_at", "-pk")  # type: ignore[assignment]


class Kick(APIView):
    @extend_schema(request=None, responses=ANSWERS, summary="Remove somebody for ten minutes")
    def post(self, request: Request, room_id: int, person_id: int) -> Response:
        room, person = _moderated(request, room_id), person_asking(request)
        actions.kick(room, person_id, by=person, now=clock.now())
        return _done()


class Ban(APIView):
    @extend_schema(
        request=None, responses=ANSWERS, summary="Remove somebody and keep them out until lifted"
    )
    def post(self, request: Request, room_id: int, person_id: int) -> Response:
        room, person = _moderated(request, room_id), person_asking(request)
        actions.ban(room, person_id, by=person, now=clock.now())
        return _done()

    @extend_schema(responses=ANSWERS, summary="Let somebody come in again")
    def delete(self, request: Request, room_id: int, person_id: int) -> Response:
        room, person = _moderated(request, room_id), person_asking(request)
        actions.lift_ban(room, person_id, by=person, now=clock.now())
        return _done()


class Mute(APIView):
    @extend_schema(
        request=MuteFields,
        responses={**ANSWERS, 200: MuteSerializer},
        summary="Let somebody hear and not speak for so many minutes",
    )
    def post(self, request: Request, room_id: int, person_id: int) -> Response:
        room, person = _moderated(request, room_id), person_asking(request)
        asked = MuteFields(data=request.data)
        asked.is_valid(raise_exception=True)
        minutes = asked.validated_data["minutes"]
        mute = actions.mute(room, person_id, minutes=minutes, by=person, now=clock.now())
        return Response({"muted_until": clock.iso(mute.until)})

    @extend_schema(responses=ANSWERS, summary="Let somebody speak again")
    def delete(self, request: Request, room_id: int, person_id: int) -> Response:
        room, person = _moderated(request, room_id), person_asking(request)
        actions.unmute(room, person_id, by=person, now=clock.now())
        return _done()


class Host(APIView):
    @extend_schema(request=None, responses=ANSWERS, summary="Hand the host's chair to a member")
    def post(self, request: Request, room_id: int, person_id: int) -> Response:
        room, person = _moderated(request, room_id), person_asking(request)
        actions.hand_over(room, person_id, by=person, now=clock.now())
        return _done()


class Bans(APIView):
    @extend_schema(
        parameters=[OpenApiParameter("cursor"), OpenApiParameter("limit", int)],
        responses={200: page_of(BarSerializer), 401: REFUSED, 403: REFUSED, 404: REFUSED},
        summary="Who is kept out: banned, or removed a moment ago",
    )
    def get(self, request: Request, room_id: int) -> Response:
        kept_out = people.bars(_moderated(request, room_id), now=clock.now())
        pages = LatestFirst()
        page = pages.paginate_queryset(kept_out, request, view=self) or []
        return pages.get_paginated_response([people.bar_object(bar) for bar in page])


def _moderated(request: Request, room_id: int) -> Room:
    return access.moderated_room(person_asking(request), room_id, now=clock.now())


def _done() -> Response:
    return Response(status=status.HTTP_204_NO_CONTENT)

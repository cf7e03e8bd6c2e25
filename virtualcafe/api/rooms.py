"""Rooms as JSON: finding and opening them, sitting down, leaving, being asked to."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.accounts.addresses import address_of
from virtualcafe.api.accounts import REFUSED, UserSerializer, person_asking
from virtualcafe.api.pagination import CursorPages, page_of
from virtualcafe.lib import clock
from virtualcafe.rooms import access, actions, cleanup, directory, rules, wire
from virtualcafe.rooms.models import Room


class RoomFields(serializers.Serializer[Any]):
    """What a host says of a room. `rooms.rules` decides; here are only the types."""

    name = serializers.CharField(max_length=rules.NAME_LENGTH)
    description = serializers.CharField(
        max_length=rules.DESCRIPTION_LENGTH, required=False, allow_blank=True
    )
    subject = serializers.CharField(
        max_length=rules.SUBJECT_LENGTH, required=False, allow_blank=True
    )
    capacity = serializers.IntegerField(
        min_value=rules.LEAST_SEATS, max_value=rules.MOST_SEATS, required=False
    )
    public = serializers.BooleanField(required=False)
    lifetime = serializers.ChoiceField(Room.Lifetime.choices, required=False)
    may_start_timer = serializers.ChoiceField(Room.TimerRight.choices, required=False)


class RoomSerializer(serializers.Serializer[Any]):
    """**room** of the wire protocol."""

    id = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField()
    subject = serializers.CharField()
    host = UserSerializer(allow_null=True)
    public = serializers.BooleanField()
    capacity = serializers.IntegerField(allow_null=True)
    members = serializers.IntegerField()
    present = serializers.IntegerField()
    lifetime = serializers.ChoiceField(Room.Lifetime.choices)
    expires_at = serializers.CharField(allow_null=True)
    timer = serializers.DictField(allow_null=True)
    role = serializers.ChoiceField(["host", "member"], allow_null=True)
    last_seq = serializers.IntegerField()
    epoch = serializers.CharField()


class CodeSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(max_length=32)


class Rooms(APIView):
    @extend_schema(
        operation_id="chat_rooms_list",
        parameters=[
            OpenApiParameter("search", description="Words of name, subject or description."),
            OpenApiParameter("subject"),
            OpenApiParameter("space", bool, description="Only rooms with a free seat."),
            OpenApiParameter("focusing", bool, description="Only rooms in the middle of a focus."),
            OpenApiParameter("mine", bool, description="Only rooms the person has a seat in."),
            OpenApiParameter("cursor"),
        ],
        responses={200: page_of(RoomSerializer), **dict.fromkeys((400, 401, 404), REFUSED)},
        summary="Public rooms, and the person's own",
    )
    def get(self, request: Request) -> Response:
        person = person_asking(request)
        wanted = directory.Wanted.of(request.query_params.dict())
        rooms = directory.open_to(person, wanted, now=clock.now())
        pages = CursorPages()
        page = pages.paginate_queryset(rooms, request, view=self) or []
        return pages.get_paginated_response(wire.room_objects(page, for_person=person.pk))

    @extend_schema(
        request=RoomFields,
        responses={201: RoomSerializer, 400: REFUSED, 401: REFUSED, 403: REFUSED},
        summary="Open a room",
    )
    def post(self, request: Request) -> Response:
        person = person_asking(request)
        asked = RoomFields(data=request.data)
        asked.is_valid(raise_exception=True)
        room = actions.open_room(person, now=clock.now(), **asked.validated_data)
        return _room(room, request, status=status.HTTP_201_CREATED)


class OneRoom(APIView):
    @extend_schema(responses={200: RoomSerializer, 401: REFUSED, 404: REFUSED}, summary="A room")
    def get(self, request: Request, room_id: int) -> Response:
        return _room(_visible(request, room_id), request)

    @extend_schema(
        request=RoomFields(partial=True),
        responses={200: RoomSerializer, 400: REFUSED, 403: REFUSED, 404: REFUSED},
        summary="Change a room one hosts",
    )
    def patch(self, request: Request, room_id: int) -> Response:
        asked = RoomFields(data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        room = actions.change_room(
            _moderated(request, room_id),
            by=person_asking(request),
            now=clock.now(),
            **asked.validated_data,
        )
        return _room(room, request)

    @extend_schema(
        responses={204: None, 403: REFUSED, 404: REFUSED}, summary="Close a room one hosts"
    )
    def delete(self, request: Request, room_id: int) -> Response:
        room = _moderated(request, room_id)
        cleanup.close_room(room, by=person_asking(request), now=clock.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


class Join(APIView):
    @extend_schema(
        request=None,
        responses={200: RoomSerializer, 403: REFUSED, 404: REFUSED, 409: REFUSED},
        summary="Take a seat",
    )
    def post(self, request: Request, room_id: int) -> Response:
        return _room(actions.join(person_asking(request), room_id, now=clock.now()), request)


class JoinByCode(APIView):
    @extend_schema(
        request=CodeSerializer,
        responses={200: RoomSerializer, 403: REFUSED, 404: REFUSED, 409: REFUSED, 429: REFUSED},
        summary="Take a seat by a room's code",
    )
    def post(self, request: Request) -> Response:
        asked = CodeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        room = actions.join_by_code(
            person_asking(request),
            asked.validated_data["code"],
            address=address_of(request),
            now=clock.now(),
        )
        return _room(room, request)


class Leave(APIView):
    @extend_schema(request=None, responses={204: None, 404: REFUSED}, summary="Leave a room")
    def post(self, request: Request, room_id: int) -> Response:
        actions.leave(person_asking(request), _visible(request, room_id), now=clock.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


def _visible(request: Request, room_id: int) -> Room:
    return access.visible_room(person_asking(request), room_id, now=clock.now())


def _moderated(request: Request, room_id: int) -> Room:
    return access.moderated_room(person_asking(request), room_id, now=clock.now())


def _room(room: Room, request: Request, status: int = status.HTTP_200_OK) -> Response:
    described = wire.room_object(room, for_person=person_asking(request).pk)
    return Response(described, status=status)

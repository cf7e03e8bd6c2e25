"""Coming into a room that doesn't stand open: asking, answering, links."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.accounts import usernames
from virtualcafe.accounts.addresses import address_of
from virtualcafe.accounts.wire import user_object
from virtualcafe.api.accounts import REFUSED, UserSerializer, person_asking
from virtualcafe.api.pagination import CursorPages, page_of
from virtualcafe.api.rooms import RoomSerializer
from virtualcafe.lib import clock
from virtualcafe.rooms import access, selectors, wire
from virtualcafe.rooms.actions import entering, inviting
from virtualcafe.rooms.models import LONGEST_REQUEST, Invite, JoinRequest

LONGEST_TOKEN = 64


class AskSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(
        max_length=LONGEST_REQUEST, required=False, allow_blank=True, help_text="For the host."
    )


class JoinRequestSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    user = UserSerializer()
    text = serializers.CharField()
    created_at = serializers.CharField()


class InvitePersonSerializer(serializers.Serializer[Any]):
    person = serializers.CharField(
        max_length=usernames.LONGEST,
        required=False,
        help_text="A username: they are told, and the link stays as it is.",
    )


class InviteSerializer(serializers.Serializer[Any]):
    token = serializers.CharField()
    url = serializers.CharField()


class InviteNowSerializer(serializers.Serializer[Any]):
    token = serializers.CharField(allow_null=True)
    url = serializers.CharField(allow_null=True)


class TokenSerializer(serializers.Serializer[Any]):
    token = serializers.CharField(max_length=LONGEST_TOKEN)


class FirstComeFirst(CursorPages):
    ordering = ("created_at", "pk")  # type: ignore[assignment]


class JoinRequestOfMine(APIView):
    @extend_schema(
        request=AskSerializer,
        responses={
            201: JoinRequestSerializer,
            200: JoinRequestSerializer,
            **dict.fromkeys((400, 403, 404, 409, 429), REFUSED),
        },
        summary="Ask to come into a private room whose code you showed; 200 while you wait already",
    )
    def post(self, request: Request, room_id: int) -> Response:
        asked = AskSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        now, text = clock.now(), asked.validated_data.get("text", "")
        waiting = entering.ask(person_asking(request), room_id, text=text, now=now)
        fresh = waiting.created_at == now
        made = status.HTTP_201_CREATED if fresh else status.HTTP_200_OK
        return Response(_request_object(waiting), status=made)

    @extend_schema(responses={204: None, 404: REFUSED}, summary="Take your request back")
    def delete(self, request: Request, room_id: int) -> Response:
        entering.withdraw(person_asking(request), room_id, now=clock.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


class JoinRequests(APIView):
    @extend_schema(
        parameters=[OpenApiParameter("cursor", str), OpenApiParameter("limit", int)],
        responses={200: page_of(JoinRequestSerializer), 403: REFUSED, 404: REFUSED},
        summary="Who asks to come in, first come first; for the host, and admins while it is away",
    )
    def get(self, request: Request, room_id: int) -> Response:
        room = access.answerable_room(person_asking(request), room_id, now=clock.now())
        pages = FirstComeFirst()
        page = pages.paginate_queryset(selectors.waiting(room), request, view=self) or []
        return pages.get_paginated_response([_request_object(each) for each in page])


class ApproveJoin(APIView):
    @extend_schema(
        request=None,
        responses={204: None, **dict.fromkeys((403, 404, 409), REFUSED)},
        summary="Let somebody in who asked",
    )
    def post(self, request: Request, room_id: int, request_id: int) -> Response:
        person, now = person_asking(request), clock.now()
        room = access.answerable_room(person, room_id, now=now)
        entering.approve(room, request_id, by=person, now=now)
        return Response(status=status.HTTP_204_NO_CONTENT)


class DenyJoin(APIView):
    @extend_schema(
        request=None,
        responses={204: None, **dict.fromkeys((403, 404, 409), REFUSED)},
        summary="Say no to somebody who asked",
    )
    def post(self, request: Request, room_id: int, request_id: int) -> Response:
        person, now = person_asking(request), clock.now()
        room = access.answerable_room(person, room_id, now=now)
        entering.deny(room, request_id, by=person, now=now)
        return Response(status=status.HTTP_204_NO_CONTENT)


class RoomInvite(APIView):
    @extend_schema(
        responses={200: InviteNowSerializer, 403: REFUSED, 404: REFUSED},
        summary="The room's link, for its host; null where there is none",
    )
    def get(self, request: Request, room_id: int) -> Response:
        person = person_asking(request)
        room = access.visible_room(person, room_id, now=clock.now())
        return Response(_invite_object(inviting.link_of(room, by=person), request))

    @extend_schema(
        request=InvitePersonSerializer,
        responses={
            200: InviteSerializer,
            204: None,
            **dict.fromkeys((400, 403, 404, 409, 429), REFUSED),
        },
        summary="A new link, and the old one is dead; or, with `person`, invite somebody by name",
    )
    def post(self, request: Request, room_id: int) -> Response:
        person, now = person_asking(request), clock.now()
        asked = InvitePersonSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        room = access.visible_room(person, room_id, now=now)
        if username := asked.validated_data.get("person"):
            inviting.invite(room, username, by=person, now=now)
            return Response(status=status.HTTP_204_NO_CONTENT)
        return Response(_invite_object(inviting.renew_link(room, by=person, now=now), request))

    @extend_schema(
        responses={204: None, 403: REFUSED, 404: REFUSED}, summary="Take the room's link back"
    )
    def delete(self, request: Request, room_id: int) -> Response:
        person, now = person_asking(request), clock.now()
        room = access.visible_room(person, room_id, now=now)
        inviting.revoke_link(room, by=person, now=now)
        return Response(status=status.HTTP_204_NO_CONTENT)


class JoinByInvite(APIView):
    @extend_schema(
        request=TokenSerializer,
        responses={200: RoomSerializer, **dict.fromkeys((400, 403, 404, 409, 429), REFUSED)},
        summary="Take a seat by a room's link",
    )
    def post(self, request: Request) -> Response:
        person = person_asking(request)
        asked = TokenSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        token = asked.validated_data["token"]
        room = inviting.join_by_link(person, token, address=address_of(request), now=clock.now())
        return Response(wire.room_object(room, for_person=person.pk))


def _request_object(asked: JoinRequest) -> dict[str, object]:
    return {
        "id": asked.pk,
        "user": user_object(asked.person),
        "text": asked.text,
        "created_at": clock.iso(asked.created_at),
    }


def _invite_object(link: Invite | None, request: Request) -> dict[str, object]:
    if link is None:
        return {"token": None, "url": None}
    return {
        "token": link.token,
        "url": request.build_absolute_uri(inviting.address_of(link)),
    }

"""How far a person has read, in rooms and in threads."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.api.accounts import REFUSED, person_asking
from virtualcafe.api.messages import HIGHEST, valid
from virtualcafe.chat import actions
from virtualcafe.chat.access import seated_room
from virtualcafe.lib import clock


class ReadSerializer(serializers.Serializer[Any]):
    seq = serializers.IntegerField(min_value=0, max_value=HIGHEST)


class UnreadSerializer(serializers.Serializer[Any]):
    unread = serializers.IntegerField()


class Read(APIView):
    @extend_schema(
        request=ReadSerializer,
        responses={200: UnreadSerializer, **dict.fromkeys((400, 403, 404), REFUSED)},
        summary="Mark a room read up to a seq",
    )
    def post(self, request: Request, room_id: int) -> Response:
        person = person_asking(request)
        room = seated_room(person, room_id, now=clock.now())
        seq = valid(ReadSerializer(data=request.data))["seq"]
        left = actions.read_up_to(person.pk, room.stream, seq=seq, now=clock.now())
        return Response({"unread": left})

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
from virtualcafe.chat.access import seated_room, thread_root
from virtualcafe.lib import clock
from virtualcafe.realtime.models import Stream


class ReadSerializer(serializers.Serializer[Any]):
    seq = serializers.IntegerField(min_value=0, max_value=HIGHEST)
    thread = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=HIGHEST,
        help_text="Only the thread under this message.",
    )


class UnreadSerializer(serializers.Serializer[Any]):
    unread = serializers.IntegerField()


def read(person_id: int, stream: Stream, *, seq: int, thread: int | None = None) -> int:
    """How many remain, of the stream or of one of its threads."""
    if thread is None:
        return actions.read_up_to(person_id, stream, seq=seq, now=clock.now())
    root = thread_root(stream.pk, thread)
    return actions.read_thread(person_id, root, seq=seq, now=clock.now())


class Read(APIView):
    @extend_schema(
        request=ReadSerializer,
        responses={200: UnreadSerializer, **dict.fromkeys((400, 403, 404), REFUSED)},
        summary="Mark a room read up to a seq",
    )
    def post(self, request: Request, room_id: int) -> Response:
        person = person_asking(request)
        room = seated_room(person, room_id, now=clock.now())
        asked = valid(ReadSerializer(data=request.data))
        left = read(person.pk, room.stream, **asked)
        return Response({"unread": left})

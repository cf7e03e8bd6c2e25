"""What was said somewhere, found by its words."""

from __future__ import annotations

import re
from typing import Any

from django.http import QueryDict
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.api import history
from virtualcafe.api.accounts import REFUSED, person_asking
from virtualcafe.api.message_objects import MessageSerializer
from virtualcafe.chat.search.found import Found, search
from virtualcafe.lib import clock
from virtualcafe.lib.errors import BadRequest


class PieceSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(help_text="Plain text.")
    mark = serializers.BooleanField(help_text="It is what was looked for.")


class RoomOfHitSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()


class HitSerializer(MessageSerializer):
    snippet = PieceSerializer(many=True)
    room = RoomOfHitSerializer(allow_null=True, help_text="Null in a private thread.")


class HitPageSerializer(serializers.Serializer[Any]):
    results = HitSerializer(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


class Search(APIView):
    @extend_schema(
        responses={200: HitPageSerializer, **dict.fromkeys((400, 403, 404), REFUSED)},
        parameters=[
            OpenApiParameter(
                "q",
                str,
                required=True,
                description='Words, `"words in a row"` and `from:name`; the last word may be cut.',
            ),
            OpenApiParameter("room", int, description="Only in this room."),
            OpenApiParameter("thread", int, description="Only in this private thread."),
            OpenApiParameter("cursor", str, description="`next` or `previous` of another page."),
            OpenApiParameter("limit", int, description="50 unless told, at most 100."),
        ],
        summary="Messages where you may listen that hold these words, newest first",
    )
    def get(self, request: Request) -> Response:
        query = request.query_params
        found = search(
            person_asking(request),
            query.get("q", ""),
            now=clock.now(),
            room_id=history.number(query, "room"),
            thread_id=history.number(query, "thread"),
            limit=history.limit(query),
            **_cursor(query),
        )
        return Response(_page(found))


def _cursor(query: QueryDict) -> dict[str, int]:
    if not (cursor := query.get("cursor")):
        return {}
    match = re.fullmatch(r"(before|after)-(\d{1,18})", cursor)
    if match is None:
        raise BadRequest("That cursor is not one of this list.", fields={"cursor": [cursor[:20]]})
    return {match[1]: int(match[2])}


def _page(found: Found) -> dict[str, object]:
    ids = [hit["id"] for hit in found.hits]
    return {
        "results": found.hits,
        "next": f"before-{ids[-1]}" if found.older and ids else None,
        "previous": f"after-{ids[0]}" if found.newer and ids else None,
    }

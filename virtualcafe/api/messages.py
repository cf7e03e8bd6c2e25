"""Messages of rooms."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from django.http import QueryDict
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.accounts.models import Person
from virtualcafe.api.accounts import REFUSED, UserSerializer, person_asking
from virtualcafe.api.pagination import CursorPages
from virtualcafe.chat import actions, limits, selectors
from virtualcafe.chat.access import seated_room
from virtualcafe.chat.models import Message
from virtualcafe.chat.wire import MessageObject, message_objects
from virtualcafe.lib import clock
from virtualcafe.lib.errors import BadRequest
from virtualcafe.rooms.access import visible_room

HIGHEST = 2**63 - 1


class ReplySerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    sender = UserSerializer()
    excerpt = serializers.CharField()


class MessageSerializer(serializers.Serializer[Any]):
    """**message** of the wire protocol."""

    id = serializers.IntegerField()
    stream = serializers.CharField()
    seq = serializers.IntegerField()
    sender = UserSerializer()
    cid = serializers.UUIDField()
    content = serializers.CharField(help_text="What was typed.")
    html = serializers.CharField(help_text="Rendered and sanitised by the server.")
    reply_to = ReplySerializer(allow_null=True)
    thread_count = serializers.IntegerField()
    reactions = serializers.ListField(child=serializers.DictField())
    attachments = serializers.ListField(child=serializers.DictField())
    created_at = serializers.CharField()
    edited_at = serializers.CharField(allow_null=True)
    deleted = serializers.BooleanField()
    pinned = serializers.BooleanField()


class MessagePageSerializer(serializers.Serializer[Any]):
    results = MessageSerializer(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


class Content(serializers.CharField):
    """Exactly what was typed; the action says what is wrong with it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(trim_whitespace=False, allow_blank=True, **options)
        self.validators = []


class Cid(serializers.UUIDField):
    """A UUID as text; the framework would also take numbers, and `true`."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid", value=data)
        return super().to_internal_value(data)


class PostSerializer(serializers.Serializer[Any]):
    cid = Cid(help_text="Your own UUID: sending it again is safe.")
    content = Content(help_text="Markdown, at most 4,000 characters.")
    reply_to = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=HIGHEST
    )
    thread = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=HIGHEST
    )
    attachments = serializers.ListField(required=False, allow_null=True, max_length=0)


class EditSerializer(serializers.Serializer[Any]):
    content = Content(help_text="Markdown, at most 4,000 characters.")


class ReadSerializer(serializers.Serializer[Any]):
    seq = serializers.IntegerField(min_value=0, max_value=HIGHEST)


class UnreadSerializer(serializers.Serializer[Any]):
    unread = serializers.IntegerField()


class Asked(NamedTuple):
    before: int | None
    after: int | None
    limit: int


class RoomMessages(APIView):
    @extend_schema(
        responses={200: MessagePageSerializer, 400: REFUSED, 403: REFUSED, 404: REFUSED},
        parameters=[
            OpenApiParameter("before", int, description="The page before this seq."),
            OpenApiParameter("after", int, description="The page after this seq."),
            OpenApiParameter("cursor", str, description="`next` or `previous` of another page."),
            OpenApiParameter("limit", int, description="50 unless told, at most 100."),
        ],
        summary="Messages of a room, in rising seq; the last ones unless told",
    )
    def get(self, request: Request, room_id: int) -> Response:
        person = person_asking(request)
        room = seated_room(person, room_id, now=clock.now())
        asked = _asked(request.query_params)
        page = selectors.history(room.stream_id, for_person=person.pk, **asked._asdict())
        return Response(_page(page, asked))

    @extend_schema(
        request=PostSerializer,
        responses={
            201: MessageSerializer,
            200: MessageSerializer,
            **dict.fromkeys((400, 403, 404, 409, 413, 429), REFUSED),
        },
        summary="Post a message; 200 with the first one when this cid was sent before",
    )
    def post(self, request: Request, room_id: int) -> Response:
        person = person_asking(request)
        room = visible_room(person, room_id, now=clock.now())
        body = _valid(PostSerializer(data=request.data))
        body.pop("attachments", None)
        limits.may_post(person.pk)
        post = actions.Post(person_id=person.pk, stream=room.stream_name, **body)
        posted = actions.post_message(post, now=clock.now())
        made = status.HTTP_200_OK if posted.duplicate else status.HTTP_201_CREATED
        return Response(_told(posted.message_id, person), status=made)


class OneMessage(APIView):
    @extend_schema(
        request=EditSerializer,
        responses={200: MessageSerializer, **dict.fromkeys((400, 403, 404, 413, 429), REFUSED)},
        summary="Edit your message",
    )
    def patch(self, request: Request, message_id: int) -> Response:
        person = person_asking(request)
        content = _valid(EditSerializer(data=request.data))["content"]
        limits.may_post(person.pk)
        actions.edit_message(person, message_id, content=content, now=clock.now())
        return Response(_told(message_id, person))

    @extend_schema(
        responses={204: None, 403: REFUSED, 404: REFUSED},
        summary="Delete a message; it keeps its place and nothing of what it said",
    )
    def delete(self, request: Request, message_id: int) -> Response:
        actions.delete_message(person_asking(request), message_id, now=clock.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


class Read(APIView):
    @extend_schema(
        request=ReadSerializer,
        responses={200: UnreadSerializer, **dict.fromkeys((400, 403, 404), REFUSED)},
        summary="Mark a room read up to a seq",
    )
    def post(self, request: Request, room_id: int) -> Response:
        person = person_asking(request)
        room = seated_room(person, room_id, now=clock.now())
        seq = _valid(ReadSerializer(data=request.data))["seq"]
        return Response({"unread": actions.read_up_to(person.pk, room.stream, seq=seq)})


class Search(APIView):
    @extend_schema(
        responses={200: MessagePageSerializer, **dict.fromkeys((400, 403, 404), REFUSED)},
        parameters=[
            OpenApiParameter("q", str, required=True),
            OpenApiParameter("room", int, description="Only in this room."),
            OpenApiParameter("cursor", str),
            OpenApiParameter("limit", int),
        ],
        summary="Messages in your rooms and the lounge that hold these words, newest first",
    )
    def get(self, request: Request) -> Response:
        person = person_asking(request)
        found = selectors.search(
            person,
            request.query_params.get("q", ""),
            now=clock.now(),
            room_id=_number(request.query_params, "room"),
        )
        pages = CursorPages()
        page = pages.paginate_queryset(found.order_by("-pk"), request, view=self)
        return pages.get_paginated_response(message_objects(page or [], for_person=person.pk))


def _told(message_id: int, person: Person) -> MessageObject:
    message = Message.objects.with_people().get(pk=message_id)
    return message_objects([message], for_person=person.pk)[0]


def _valid(asked: serializers.Serializer[Any]) -> dict[str, Any]:
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)


def _asked(query: QueryDict) -> Asked:
    before, after = _number(query, "before"), _number(query, "after")
    if cursor := query.get("cursor"):
        match = re.fullmatch(r"(before|after)-(\d{1,18})", cursor)
        if match is None or before is not None or after is not None:
            raise BadRequest(
                "That cursor is not one of this list.", fields={"cursor": [cursor[:20]]}
            )
        before = int(match[2]) if match[1] == "before" else None
        after = int(match[2]) if match[1] == "after" else None
    limit = _number(query, "limit")
    limit = selectors.PAGE if limit is None else min(max(limit, 1), selectors.MOST)
    return Asked(before, after, limit)


def _number(query: QueryDict, name: str) -> int | None:
    raw = query.get(name, "")
    if not raw:
        return None
    if not re.fullmatch(r"[0-9]{1,18}", raw):
        raise BadRequest(f"{name} should be a number.", fields={name: ["This is no number."]})
    return int(raw)


def _page(page: selectors.History, asked: Asked) -> dict[str, object]:
    """Towards older ones is `previous`, towards newer ones `next`."""
    seqs = [message["seq"] for message in page.messages]
    first = seqs[0] if seqs else asked.before or (asked.after or 0) + 1
    last = seqs[-1] if seqs else asked.after or (asked.before or 1) - 1
    return {
        "results": page.messages,
        "next": f"after-{last}" if page.newer else None,
        "previous": f"before-{first}" if page.older else None,
    }

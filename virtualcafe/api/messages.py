"""Messages of rooms."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.accounts.models import Person
from virtualcafe.api import history
from virtualcafe.api.accounts import REFUSED, person_asking
from virtualcafe.api.message_objects import MessageSerializer
from virtualcafe.chat import actions, limits, selectors
from virtualcafe.chat.access import seated_room
from virtualcafe.chat.actions.draft import MOST_FILES
from virtualcafe.chat.models import Message
from virtualcafe.chat.wire import MessageObject, message_objects
from virtualcafe.lib import clock
from virtualcafe.rooms.access import visible_room

HIGHEST = 2**63 - 1

PARAMETERS = [
    *history.PARAMETERS,
    OpenApiParameter("around", int, description="The page in whose middle this seq is."),
    OpenApiParameter("message", int, description="The same, by the message's id."),
    OpenApiParameter("pinned", bool, description="Only those that are pinned."),
]


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
    attachments = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=HIGHEST),
        required=False,
        allow_null=True,
        max_length=MOST_FILES,
        help_text="Ids of uploaded files. Beside them `content` may be empty.",
    )


class EditSerializer(serializers.Serializer[Any]):
    content = Content(help_text="Markdown, at most 4,000 characters.")


class RoomMessages(APIView):
    @extend_schema(
        responses={200: history.MessagePageSerializer, **dict.fromkeys((400, 403, 404), REFUSED)},
        parameters=PARAMETERS,
        summary="Messages of a room, in rising seq; the last ones unless told",
    )
    def get(self, request: Request, room_id: int) -> Response:
        person = person_asking(request)
        room = seated_room(person, room_id, now=clock.now())
        return Response(page_of(room.stream_id, person, request.query_params))

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
        return posted_on(room.stream_name, person, request.data)


class OneMessage(APIView):
    @extend_schema(
        request=EditSerializer,
        responses={200: MessageSerializer, **dict.fromkeys((400, 403, 404, 413, 429), REFUSED)},
        summary="Edit your message",
    )
    def patch(self, request: Request, message_id: int) -> Response:
        person = person_asking(request)
        content = valid(EditSerializer(data=request.data))["content"]
        limits.may_post(person.pk)
        actions.edit_message(person, message_id, content=content, now=clock.now())
        return Response(told(message_id, person))

    @extend_schema(
        responses={204: None, 403: REFUSED, 404: REFUSED},
        summary="Delete a message; it keeps its place and nothing of what it said",
    )
    def delete(self, request: Request, message_id: int) -> Response:
        actions.delete_message(person_asking(request), message_id, now=clock.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


def page_of(stream_id: int, person: Person, query: QueryDict) -> dict[str, object]:
    """The page of a stream's messages that the query asks for, as this person sees it."""
    asked = history.asked(query)
    message_id = history.number(query, "message")
    if message_id is not None:
        asked = asked._replace(around=selectors.seq_of(stream_id, message_id))
    pinned = history.flag(query, "pinned")
    found = selectors.history(stream_id, for_person=person.pk, pinned=pinned, **asked._asdict())
    return history.page(found, asked)


def posted_on(stream: str, person: Person, data: Any) -> Response:
    """Post what was sent; with the message, or the first one of its cid."""
    body = valid(PostSerializer(data=data))
    body["attachments"] = tuple(body.get("attachments") or ())
    limits.may_post(person.pk)
    post = actions.Post(person_id=person.pk, stream=stream, **body)
    posted = actions.post_message(post, now=clock.now())
    made = status.HTTP_200_OK if posted.duplicate else status.HTTP_201_CREATED
    return Response(told(posted.message_id, person), status=made)


def told(message_id: int, person: Person) -> MessageObject:
    message = Message.objects.with_people().get(pk=message_id)
    return message_objects([message], for_person=person.pk)[0]


def valid(asked: serializers.Serializer[Any]) -> dict[str, Any]:
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)

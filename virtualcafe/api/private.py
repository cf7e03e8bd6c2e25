"""Private threads of two people. Their messages are those of rooms."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.accounts.models import Person
from virtualcafe.accounts.relations import NOBODY, person_named
from virtualcafe.api import history, messages, reading
from virtualcafe.api.accounts import REFUSED, UserSerializer, person_asking
from virtualcafe.api.message_objects import MessageSerializer
from virtualcafe.api.pagination import CursorPages, page_of
from virtualcafe.chat import actions, limits
from virtualcafe.chat.access import message_for
from virtualcafe.chat.models import PrivateThread
from virtualcafe.chat.private import selectors
from virtualcafe.chat.private.access import must_be_on, thread_for
from virtualcafe.chat.private.actions import open_thread
from virtualcafe.chat.private.wire import thread_objects
from virtualcafe.lib import clock
from virtualcafe.lib.errors import BadRequest, NotFound


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string"}]})
class NumberOrWords(serializers.Field[Any, Any, Any, Any]):
    def to_internal_value(self, data: Any) -> int | str:
        if isinstance(data, bool) or not isinstance(data, int | str):
            raise serializers.ValidationError("This is a number or words.")
        if isinstance(data, int) and not 0 < data <= messages.HIGHEST:
            raise serializers.ValidationError("There is no such number.")
        return data  # type: ignore[no-any-return]

    def to_representation(self, value: Any) -> Any:
        return value


class OpenSerializer(serializers.Serializer[Any]):
    user = NumberOrWords(help_text="The other's id, or their username.")
    message = NumberOrWords(
        required=False,
        allow_null=True,
        help_text="A number: the message of theirs that it is about. Words: what is said first.",
    )


class ThreadSerializer(serializers.Serializer[Any]):
    """**thread**: a private one, as one of its two sees it."""

    id = serializers.IntegerField()
    stream = serializers.CharField()
    user = UserSerializer(help_text="The other one.")
    last_message = MessageSerializer(allow_null=True)
    unread = serializers.IntegerField()
    created_at = serializers.CharField()
    last_seq = serializers.IntegerField()


class PrivateThreads(APIView):
    @extend_schema(
        operation_id="chat_private_threads_list",
        responses={200: page_of(ThreadSerializer), 400: REFUSED, 404: REFUSED},
        parameters=[],
        summary="Your private threads, where something was said last first",
    )
    def get(self, request: Request) -> Response:
        must_be_on()
        person, pages = person_asking(request), LatestFirst()
        page = pages.paginate_queryset(selectors.threads_of(person.pk), request, view=self)
        return pages.get_paginated_response(thread_objects(page or [], for_person=person.pk))

    @extend_schema(
        operation_id="chat_private_threads_open",
        request=OpenSerializer,
        responses={
            201: ThreadSerializer,
            200: ThreadSerializer,
            **dict.fromkeys((400, 403, 404, 413, 429), REFUSED),
        },
        summary="Open your thread with somebody; 200 when it was there",
    )
    def post(self, request: Request) -> Response:
        must_be_on()
        person = person_asking(request)
        asked = messages.valid(OpenSerializer(data=request.data))
        thread, new = _opened(person, _person(asked["user"]), asked.get("message"))
        made = status.HTTP_201_CREATED if new else status.HTTP_200_OK
        return Response(selectors.described(thread, for_person=person.pk), status=made)


class UnreadThreadsSerializer(serializers.Serializer[Any]):
    threads = serializers.IntegerField()


class UnreadPrivateThreads(APIView):
    @extend_schema(
        responses={200: UnreadThreadsSerializer, 404: REFUSED},
        summary="In how many private threads something waits to be read",
    )
    def get(self, request: Request) -> Response:
        must_be_on()
        return Response({"threads": selectors.unread_threads(person_asking(request).pk)})


class OnePrivateThread(APIView):
    @extend_schema(
        operation_id="chat_private_threads_retrieve",
        responses={200: ThreadSerializer, 404: REFUSED},
        summary="A private thread of yours",
    )
    def get(self, request: Request, thread_id: int) -> Response:
        person = person_asking(request)
        thread = thread_for(person.pk, thread_id)
        return Response(selectors.described(thread, for_person=person.pk))


class PrivateMessages(APIView):
    @extend_schema(
        responses={200: history.MessagePageSerializer, 400: REFUSED, 404: REFUSED},
        parameters=messages.PARAMETERS,
        summary="Messages of a private thread, in rising seq; the last ones unless told",
    )
    def get(self, request: Request, thread_id: int) -> Response:
        person = person_asking(request)
        thread = thread_for(person.pk, thread_id)
        return Response(messages.page_of(thread.stream_id, person, request.query_params))

    @extend_schema(
        request=messages.PostSerializer,
        responses={
            201: MessageSerializer,
            200: MessageSerializer,
            **dict.fromkeys((400, 403, 404, 409, 413, 429), REFUSED),
        },
        summary="Write to the other; 200 with the first one when this cid was sent before",
    )
    def post(self, request: Request, thread_id: int) -> Response:
        person = person_asking(request)
        thread = thread_for(person.pk, thread_id)
        return messages.posted_on(thread.stream.name, person, request.data)


class ReadPrivateThread(APIView):
    @extend_schema(
        request=reading.ReadSerializer,
        responses={200: reading.UnreadSerializer, 400: REFUSED, 404: REFUSED},
        summary="Mark a private thread read up to a seq",
    )
    def post(self, request: Request, thread_id: int) -> Response:
        person = person_asking(request)
        thread = thread_for(person.pk, thread_id)
        seq = messages.valid(reading.ReadSerializer(data=request.data))["seq"]
        left = actions.read_up_to(person.pk, thread.stream, seq=seq, now=clock.now())
        return Response({"unread": left})


class OnePrivateMessage(messages.OneMessage):
    """The same message, by the older address; one of a room isn't found here."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        message = message_for(person_asking(request), kwargs["message_id"], now=clock.now())
        if not message.stream.name.startswith("private:"):
            raise NotFound


class LatestFirst(CursorPages):
    ordering = ("-last_said_at", "-pk")  # type: ignore[assignment]


def _person(named: int | str) -> Person:
    if isinstance(named, str):
        return person_named(named)
    person = Person.objects.filter(pk=named, is_active=True).first()
    if person is None:
        raise NotFound(NOBODY)
    return person


def _opened(person: Person, other: Person, about: int | str | None) -> tuple[PrivateThread, bool]:
    """Nothing is left of a thread whose first words were refused."""
    now = clock.now()
    if isinstance(about, int) and message_for(person, about, now=now).sender_id != other.pk:
        raise BadRequest("This message is somebody else's.", fields={"message": ["Not theirs."]})
    with transaction.atomic():
        thread, new = open_thread(person, other, now=now)
        if isinstance(about, str):
            limits.may_post(person.pk)
            first = actions.Post(person.pk, thread.stream.name, uuid.uuid4(), about)
            actions.post_message(first, now=now)
    return thread, new

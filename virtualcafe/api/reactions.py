"""What is put on a message: reactions, and the pin."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.accounts.models import Person
from virtualcafe.api.accounts import REFUSED, person_asking
from virtualcafe.api.message_objects import MessageSerializer
from virtualcafe.api.messages import told
from virtualcafe.chat import actions, limits
from virtualcafe.lib import clock

_REFUSALS = dict.fromkeys((400, 403, 404, 429), REFUSED)
_EMOJI = OpenApiParameter(
    "emoji", OpenApiTypes.STR, OpenApiParameter.PATH, description="One emoji, percent-encoded."
)


class Reaction(APIView):
    @extend_schema(
        request=None,
        parameters=[_EMOJI],
        responses={200: MessageSerializer, **_REFUSALS},
        summary="Put an emoji beside a message; again changes nothing",
    )
    def put(self, request: Request, message_id: int, emoji: str) -> Response:
        person = person_asking(request)
        _react(person, message_id, emoji, on=True)
        return Response(told(message_id, person))

    @extend_schema(
        parameters=[_EMOJI],
        responses={204: None, **_REFUSALS},
        summary="Take your emoji away; again changes nothing",
    )
    def delete(self, request: Request, message_id: int, emoji: str) -> Response:
        _react(person_asking(request), message_id, emoji, on=False)
        return Response(status=status.HTTP_204_NO_CONTENT)


class Pin(APIView):
    @extend_schema(
        request=None,
        responses={200: MessageSerializer, **_REFUSALS},
        summary="Pin a message; again changes nothing",
    )
    def put(self, request: Request, message_id: int) -> Response:
        person = person_asking(request)
        _pin(person, message_id, on=True)
        return Response(told(message_id, person))

    @extend_schema(responses={204: None, **_REFUSALS}, summary="Take a message down again")
    def delete(self, request: Request, message_id: int) -> Response:
        _pin(person_asking(request), message_id, on=False)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _react(person: Person, message_id: int, emoji: str, *, on: bool) -> None:
    limits.may_react(person.pk)
    actions.react(person, message_id, emoji=emoji, on=on, now=clock.now())


def _pin(person: Person, message_id: int, *, on: bool) -> None:
    limits.may_react(person.pk)
    actions.pin_message(person, message_id, on=on, now=clock.now())

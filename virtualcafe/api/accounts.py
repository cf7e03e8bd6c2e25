"""Signing in programs."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.accounts.actions import authenticate
from virtualcafe.accounts.models import Person
from virtualcafe.api import authentication
from virtualcafe.lib import clock
from virtualcafe.lib.errors import Unauthenticated
from virtualcafe.realtime import tokens


class UserSerializer(serializers.Serializer[Any]):
    """**user** of the wire protocol."""

    id = serializers.IntegerField()
    username = serializers.CharField()
    avatar_url = serializers.CharField(allow_null=True)
    level = serializers.IntegerField()


class RefusalSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    detail = serializers.CharField()
    fields_ = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        return {name.rstrip("_"): field for name, field in fields.items()}


class CredentialsSerializer(serializers.Serializer[Any]):
    username = serializers.CharField(max_length=254, help_text="Or the e-mail address.")
    password = serializers.CharField(max_length=1024, trim_whitespace=False, write_only=True)


class TokensSerializer(serializers.Serializer[Any]):
    access = serializers.CharField(help_text="Send it as `Authorization: Bearer <access>`.")
    refresh = serializers.CharField()


class RefreshSerializer(serializers.Serializer[Any]):
    refresh = serializers.CharField(max_length=4096)


class AccessSerializer(serializers.Serializer[Any]):
    access = serializers.CharField()


class SocketTokenSerializer(serializers.Serializer[Any]):
    token = serializers.CharField(help_text="For /ws/?token=…, once, within a minute.")


REFUSED = OpenApiResponse(RefusalSerializer, description="Refused")


class Token(APIView):
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        request=CredentialsSerializer,
        responses={200: TokensSerializer, 401: REFUSED, 429: REFUSED},
        summary="Sign in a program",
    )
    def post(self, request: Request) -> Response:
        asked = CredentialsSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        person = authenticate(request._request, **asked.validated_data)
        if person is None:
            raise Unauthenticated("The username or the password is not right.")
        return Response(authentication.issue(person))


class Refresh(APIView):
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        request=RefreshSerializer,
        responses={200: AccessSerializer, 401: REFUSED},
        summary="Get a fresh access token",
    )
    def post(self, request: Request) -> Response:
        asked = RefreshSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        return Response({"access": authentication.renew(asked.validated_data["refresh"])})


class SocketToken(APIView):
    @extend_schema(
        request=None,
        responses={200: SocketTokenSerializer, 401: REFUSED},
        summary="Get a token for one WebSocket",
    )
    def post(self, request: Request) -> Response:
        person = person_asking(request)
        token = tokens.mint(person.pk, person.get_session_auth_hash(), clock.now())
        return Response({"token": token})


def person_asking(request: Request) -> Person:
    """The person signed in; views of signed-in people only may ask."""
    person = request.user
    if not isinstance(person, Person):
        raise Unauthenticated
    return person

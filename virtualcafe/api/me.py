"""The person who is signed in: what they say about themselves, what they like, all their data."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.accounts import avatars, data, days, departure, mixes, weekdays
from virtualcafe.accounts.models import Person
from virtualcafe.accounts.models import Preferences as PreferencesRow
from virtualcafe.accounts.wire import user_object
from virtualcafe.api.accounts import REFUSED, UserSerializer, person_asking
from virtualcafe.lib import clock, timezones
from virtualcafe.lib.errors import BadRequest

OWN_FIELDS = ("gender", "bio", "time_zone", "availability")


class MeSerializer(UserSerializer):
    email = serializers.EmailField()
    verified = serializers.BooleanField()
    role = serializers.ChoiceField(Person.Role.choices)
    gender = serializers.ChoiceField(Person.Gender.choices)
    bio = serializers.CharField()
    time_zone = serializers.CharField()
    availability = serializers.ChoiceField(
        Person.Availability.choices, help_text="Who may write to them privately."
    )
    joined_at = serializers.CharField()


class ChangeMeSerializer(serializers.Serializer[Any]):
    bio = serializers.CharField(max_length=500, allow_blank=True)
    gender = serializers.ChoiceField(Person.Gender.choices)
    time_zone = serializers.CharField(max_length=64, help_text="A name of the tz database.")
    availability = serializers.ChoiceField(Person.Availability.choices)

    def validate_time_zone(self, zone: str) -> str:
        if not timezones.is_known(zone):
            raise serializers.ValidationError("There is no such time zone.")
        return zone


class StudyDaysField(serializers.MultipleChoiceField):
    """Names of days for what is kept as one number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=weekdays.NAMES, allow_empty=False, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        return weekdays.of_names(super().to_internal_value(data))

    def to_representation(self, value: Any) -> Any:
        return weekdays.names_in(value)


@extend_schema_field(OpenApiTypes.OBJECT)
class MixField(serializers.JSONField):
    """The mixer as it was left."""

    def to_internal_value(self, data: Any) -> Any:
        mixes.validate(data)
        return data


class PreferencesSerializer(serializers.ModelSerializer[PreferencesRow]):
    study_days = StudyDaysField(help_text="The others don't break a streak.")
    mix = MixField(help_text=mixes.SHAPE)

    class Meta:
        model = PreferencesRow
        exclude: ClassVar = ["id", "person"]


class PictureSerializer(serializers.Serializer[Any]):
    file = serializers.FileField(help_text="PNG, JPEG, WebP or GIF; its middle is kept.")


class PasswordSerializer(serializers.Serializer[Any]):
    password = serializers.CharField(max_length=1024, trim_whitespace=False, write_only=True)


class Me(APIView):
    @extend_schema(responses={200: MeSerializer, 401: REFUSED}, summary="The person signed in")
    def get(self, request: Request) -> Response:
        return Response(me(person_asking(request)), status=status.HTTP_200_OK)

    @extend_schema(
        request=ChangeMeSerializer(partial=True),
        responses={200: MeSerializer, 400: REFUSED},
        summary="Say something else about yourself",
        description="A name stays; an e-mail address is changed on its page, with the password.",
    )
    def patch(self, request: Request) -> Response:
        person = person_asking(request)
        asked = ChangeMeSerializer(data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        for name, value in asked.validated_data.items():
            setattr(person, name, value)
        with days.changing(person.pk, now=clock.now()):
            person.save(update_fields=[*asked.validated_data])
        return Response(me(person))

    @extend_schema(
        request=PasswordSerializer,
        responses={204: None, **dict.fromkeys((400, 409, 429), REFUSED)},
        summary="Delete your account for good",
        description="Needs the password. Everything of it goes, and the name is never given again.",
    )
    def delete(self, request: Request) -> Response:
        asked = PasswordSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        departure.delete_account(person_asking(request), now=clock.now(), **asked.validated_data)
        return Response(status=status.HTTP_204_NO_CONTENT)


class Preferences(APIView):
    @extend_schema(responses={200: PreferencesSerializer}, summary="How you like the café")
    def get(self, request: Request) -> Response:
        return Response(PreferencesSerializer(_preferences(request)).data)

    @extend_schema(
        request=PreferencesSerializer(partial=True),
        responses={200: PreferencesSerializer, 400: REFUSED},
        summary="Like the café otherwise",
    )
    def patch(self, request: Request) -> Response:
        asked = PreferencesSerializer(_preferences(request), data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        with days.changing(person_asking(request).pk, now=clock.now()):
            asked.save()
        return Response(asked.data)


class Avatar(APIView):
    parser_classes = (MultiPartParser,)

    @extend_schema(
        request={"multipart/form-data": PictureSerializer},
        responses={200: MeSerializer, **dict.fromkeys((400, 413, 415, 429), REFUSED)},
        summary="Show your face, or whatever you like",
    )
    def put(self, request: Request) -> Response:
        avatars.must_be_small(int(request.META.get("CONTENT_LENGTH") or 0))
        picture = next(iter(request.FILES.values()), None)
        if picture is None:
            raise BadRequest("There is no picture in this.", fields={"file": ["This is missing."]})
        person = person_asking(request)
        avatars.change(person, picture)
        return Response(me(person))

    @extend_schema(responses={204: None}, summary="Take your picture away")
    def delete(self, request: Request) -> Response:
        avatars.remove(person_asking(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class ZipRenderer(BaseRenderer):
    """Names what the export is; the view sends it itself, piece by piece."""

    media_type = "application/zip"
    format = "zip"

    def render(self, data: Any, *_: Any, **__: Any) -> bytes:
        """Of a refusal."""
        return bytes(JSONRenderer().render(data))


class Export(APIView):
    renderer_classes = (JSONRenderer, ZipRenderer)

    @extend_schema(
        responses={
            (200, "application/zip"): OpenApiResponse(OpenApiTypes.BINARY, "A zip of JSON files"),
            429: REFUSED,
        },
        summary="Everything the café keeps of you",
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        return data.exported(person_asking(request))


def me(person: Person) -> dict[str, object]:
    return {
        **user_object(person),
        "email": person.email,
        "verified": person.is_verified,
        "role": person.role,
        **{name: getattr(person, name) for name in OWN_FIELDS},
        "joined_at": clock.iso(person.date_joined),
    }


def _preferences(request: Request) -> PreferencesRow:
    return PreferencesRow.of(person_asking(request).pk)

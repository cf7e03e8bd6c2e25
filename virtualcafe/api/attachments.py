"""Files: taken in for a message, and fetched by who may see it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.accounts.models import Person
from virtualcafe.api.accounts import REFUSED, person_asking
from virtualcafe.chat.files import upload
from virtualcafe.chat.files.form import longest_body
from virtualcafe.chat.files.names import LONGEST
from virtualcafe.chat.files.wire import attachment_object
from virtualcafe.chat.models import Attachment
from virtualcafe.lib import clock
from virtualcafe.lib.errors import BadRequest, TooLarge
from virtualcafe.rooms.access import visible_room

HIGHEST = 2**63 - 1


class AttachmentSerializer(serializers.Serializer[Any]):
    """**attachment** of the wire protocol."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(Attachment.Kind.choices)
    name = serializers.CharField(max_length=LONGEST)
    size = serializers.IntegerField()
    mime = serializers.CharField(help_text="By what the file holds.")
    url = serializers.CharField()
    thumb_url = serializers.CharField(allow_null=True, help_text="Of images.")
    width = serializers.IntegerField(allow_null=True)
    height = serializers.IntegerField(allow_null=True)
    duration = serializers.FloatField(allow_null=True, help_text="Seconds, of recordings.")


class UploadSerializer(serializers.Serializer[Any]):
    file = serializers.FileField(max_length=10_000, allow_empty_file=True)
    room = serializers.IntegerField(required=False, min_value=1, max_value=HIGHEST)
    thread = serializers.IntegerField(
        required=False, min_value=1, max_value=HIGHEST, help_text="Of a private thread."
    )
    duration = serializers.FloatField(
        required=False, help_text="Seconds; the file is a voice message."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("room" in attrs) == ("thread" in attrs):
            raise serializers.ValidationError("Name the room or the private thread it is for.")
        return attrs


class Attachments(APIView):
    parser_classes = (MultiPartParser,)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Before anybody looks into the body: of one that is too long nothing was read."""
        if _length(request) > longest_body():
            raise TooLarge(f"A file may have up to {settings.CAFE_LIMITS['FILE_MB']} MB.")
        super().initial(request, *args, **kwargs)

    @extend_schema(
        request={"multipart/form-data": UploadSerializer},
        responses={
            201: AttachmentSerializer,
            **dict.fromkeys((400, 403, 404, 413, 415, 429, 503), REFUSED),
        },
        summary="Upload a file for a message; send its id with one within a day",
    )
    def post(self, request: Request) -> Response:
        person = person_asking(request)
        asked = UploadSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        told = dict(asked.validated_data)
        file: UploadedFile = told["file"]
        attachment = upload.upload(
            person,
            _stream(person, told),
            file,
            name=file.name or "",
            duration=told.get("duration"),
            now=clock.now(),
        )
        return Response(attachment_object(attachment), status=status.HTTP_201_CREATED)


def _stream(person: Person, told: dict[str, Any]) -> str:
    if "thread" in told:
        return f"private:{told['thread']}"
    return visible_room(person, told["room"], now=clock.now()).stream_name


def _length(request: Request) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    if not told.isdigit():
        raise BadRequest("The length of the request makes no sense.")
    return int(told)

"""What happened while the person was elsewhere, as JSON."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.api.accounts import REFUSED, person_asking
from virtualcafe.api.pagination import CursorPages
from virtualcafe.lib import clock
from virtualcafe.notifications import actions, selectors
from virtualcafe.notifications.jobs import KEEP
from virtualcafe.notifications.wire import notification_object

LARGEST_ID = 2**63 - 1


class NotificationSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    kind = serializers.CharField()
    data_ = serializers.DictField(help_text="The facts, by kind.")
    text = serializers.CharField(help_text="A sentence for people.")
    url = serializers.CharField(help_text="Where it leads, on this café.")
    created_at = serializers.CharField()
    read_at = serializers.CharField(allow_null=True)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        return {name.rstrip("_"): field for name, field in fields.items()}


class NotificationPageSerializer(serializers.Serializer[Any]):
    results = NotificationSerializer(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    unread = serializers.IntegerField(help_text="Of all, not only of this page.")


class ReadNotificationsSerializer(serializers.Serializer[Any]):
    ids = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=LARGEST_ID),
        max_length=KEEP,
        required=False,
        help_text="All of them where it is left out.",
    )


class UnreadNotificationsSerializer(serializers.Serializer[Any]):
    unread = serializers.IntegerField()


class LatestFirst(CursorPages):
    ordering = ("-created_at", "-pk")  # type: ignore[assignment]


class Notifications(APIView):
    @extend_schema(
        parameters=[
            OpenApiParameter("kind", str, description="Only of this kind."),
            OpenApiParameter("unread", bool, description="Only what was not read."),
            OpenApiParameter("cursor", str),
            OpenApiParameter("limit", int),
        ],
        responses={200: NotificationPageSerializer, 401: REFUSED, 404: REFUSED},
        summary="Notifications, the latest first",
    )
    def get(self, request: Request) -> Response:
        person, query = person_asking(request), request.query_params
        found = selectors.latest_first(person)
        if kind := query.get("kind", "").replace("\x00", ""):
            found = found.filter(kind=kind)
        if query.get("unread", "").lower() in {"1", "true", "yes"}:
            found = found.unread()
        pages = LatestFirst()
        page = pages.paginate_queryset(found, request, view=self) or []
        answer = pages.get_paginated_response([notification_object(each) for each in page])
        answer.data["unread"] = selectors.unread_counts([person.pk]).get(person.pk, 0)
        return answer


class ReadNotifications(APIView):
    @extend_schema(
        request=ReadNotificationsSerializer,
        responses={200: UnreadNotificationsSerializer, 400: REFUSED, 401: REFUSED},
        summary="Mark notifications read; other people's ids change nothing",
    )
    def post(self, request: Request) -> Response:
        asked = ReadNotificationsSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        ids = asked.validated_data.get("ids")
        left = actions.mark_read(person_asking(request).pk, ids, now=clock.now())
        return Response({"unread": left})

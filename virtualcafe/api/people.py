"""Other people: following them, being left alone by them, and telling the admins."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.accounts import relations, reports
from virtualcafe.accounts.models import Report
from virtualcafe.api.accounts import REFUSED, person_asking
from virtualcafe.api.messages import HIGHEST
from virtualcafe.lib import clock

NO_CONTENT = status.HTTP_204_NO_CONTENT
RELATED = {204: None, **dict.fromkeys((400, 403, 404), REFUSED)}


class ReportSerializer(serializers.Serializer[Any]):
    about = serializers.ChoiceField(Report.About.choices)
    id = serializers.IntegerField(min_value=1, max_value=HIGHEST)
    reason = serializers.CharField(
        trim_whitespace=False,
        allow_blank=True,
        help_text=f"At most {reports.LONGEST_REASON:,} characters.",
    )


class ReportedSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(help_text="The report's own.")
    about = serializers.ChoiceField(Report.About.choices)
    created_at = serializers.CharField()


class Follow(APIView):
    @extend_schema(request=None, responses=RELATED, summary="Follow somebody")
    def put(self, request: Request, username: str) -> Response:
        other = relations.person_named(username)
        relations.follow(person_asking(request), other, now=clock.now())
        return Response(status=NO_CONTENT)

    @extend_schema(responses={204: None, 404: REFUSED}, summary="Follow them no longer")
    def delete(self, request: Request, username: str) -> Response:
        relations.unfollow(person_asking(request), relations.person_named(username))
        return Response(status=NO_CONTENT)


class Block(APIView):
    @extend_schema(request=None, responses=RELATED, summary="Be left alone by somebody")
    def put(self, request: Request, username: str) -> Response:
        other = relations.person_named(username)
        relations.block(person_asking(request), other, now=clock.now())
        return Response(status=NO_CONTENT)

    @extend_schema(responses={204: None, 404: REFUSED}, summary="Let them write again")
    def delete(self, request: Request, username: str) -> Response:
        relations.unblock(person_asking(request), relations.person_named(username))
        return Response(status=NO_CONTENT)


class Reports(APIView):
    @extend_schema(
        request=ReportSerializer,
        responses={201: ReportedSerializer, **dict.fromkeys((400, 404, 429), REFUSED)},
        summary="Tell the admins of a person, a message or a room",
    )
    def post(self, request: Request) -> Response:
        asked = ReportSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        told = asked.validated_data
        report = reports.report(
            person_asking(request),
            told["about"],
            told["id"],
            reason=told["reason"],
            now=clock.now(),
        )
        answer = {
            "id": report.pk,
            "about": report.about,
            "created_at": clock.iso(report.created_at),
        }
        return Response(answer, status=status.HTTP_201_CREATED)

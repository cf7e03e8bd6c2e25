"""What a person's sessions add up to."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.api.accounts import REFUSED, person_asking
from virtualcafe.lib import clock
from virtualcafe.progress import selectors
from virtualcafe.progress.wire import summary_object


class DaySerializer(serializers.Serializer[Any]):
    date = serializers.DateField()
    minutes = serializers.IntegerField()


class SeenDaySerializer(DaySerializer):
    seen = serializers.IntegerField(help_text="What the server saw of the day.")


class LevelSerializer(serializers.Serializer[Any]):
    level = serializers.IntegerField()
    xp = serializers.IntegerField(help_text="A point for each minute of focus the server saw.")
    level_xp = serializers.IntegerField(help_text="With how many points this level begins.")
    next_level_xp = serializers.IntegerField(help_text="With how many the next one begins.")


class SummarySerializer(LevelSerializer):
    """Minutes of focus, by the person's own days."""

    date = serializers.DateField(help_text="The day it is where the person is.")
    today = serializers.IntegerField()
    this_week = serializers.IntegerField(help_text="Since Monday.")
    last_seven_days = serializers.IntegerField()
    days = SeenDaySerializer(many=True, help_text="The last seven, the oldest first.")
    goal = serializers.IntegerField(help_text="Minutes for a week.")
    total_minutes = serializers.IntegerField(help_text="Of all time and any source.")
    sessions = serializers.IntegerField(help_text="Likewise.")
    streak = serializers.IntegerField()
    longest_streak = serializers.IntegerField()


class Summary(APIView):
    @extend_schema(responses={200: SummarySerializer, 401: REFUSED}, summary="Your minutes")
    def get(self, request: Request) -> Response:
        return Response(summary_object(selectors.overview(person_asking(request), now=clock.now())))

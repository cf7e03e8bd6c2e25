"""What a person's sessions add up to, and how that compares."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.accounts import days
from virtualcafe.api.accounts import REFUSED, UserSerializer, person_asking
from virtualcafe.lib import clock
from virtualcafe.progress import boards, goals, selectors
from virtualcafe.progress.achievements import Family
from virtualcafe.progress.boards import Period, Scope
from virtualcafe.progress.streaks import Verdict
from virtualcafe.progress.wire import (
    badge_object,
    board_object,
    summary_object,
    why_object,
    year_object,
)


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


class YearSerializer(serializers.Serializer[Any]):
    year = serializers.IntegerField()
    first_year = serializers.IntegerField(help_text="The first that has any focus, or this one.")
    days = DaySerializer(many=True, help_text="Those with focus, the oldest first.")


class AchievementSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    family = serializers.ChoiceField([each.value for each in Family])
    tier = serializers.IntegerField(help_text="From 1, the easiest.")
    threshold = serializers.IntegerField(help_text="Of what the family counts.")
    name = serializers.CharField()
    sentence = serializers.CharField()
    earned_at = serializers.CharField(allow_null=True, help_text="When that session ended.")
    reached = serializers.IntegerField(help_text="What you have of it.")


class AchievementPageSerializer(serializers.Serializer[Any]):
    results = AchievementSerializer(many=True)
    next = serializers.CharField(allow_null=True, help_text="Always null: all of them are here.")
    previous = serializers.CharField(allow_null=True)


class JudgedSerializer(serializers.Serializer[Any]):
    date = serializers.DateField()
    verdict = serializers.ChoiceField(
        [each.value for each in Verdict],
        help_text="rest: granted by itself, once a week; free: no study day; short: the clock took "
        "part of that day; open: today, not over yet; missed: it broke the streak.",
    )


class StreakSerializer(serializers.Serializer[Any]):
    length = serializers.IntegerField(help_text="Days with focus; 0 once it is broken.")
    longest = serializers.IntegerField()
    began = serializers.DateField(allow_null=True)
    last = serializers.DateField(allow_null=True, help_text="The last day with focus.")
    done_today = serializers.BooleanField()
    days = JudgedSerializer(many=True, help_text="Why: each day from its first one, oldest first.")


class WeeklyGoalSerializer(serializers.Serializer[Any]):
    minutes = serializers.IntegerField(min_value=1, max_value=7 * 24 * 60, help_text="A week.")


class LineSerializer(serializers.Serializer[Any]):
    place = serializers.IntegerField(
        allow_null=True, help_text="Shared by equals; null past the first hundred."
    )
    user = UserSerializer()
    minutes = serializers.IntegerField()
    me = serializers.BooleanField()


class BoardSerializer(serializers.Serializer[Any]):
    scope = serializers.ChoiceField([each.value for each in Scope])
    period = serializers.ChoiceField([each.value for each in Period])
    room = serializers.IntegerField(allow_null=True)
    since = serializers.DateField(allow_null=True, help_text="The Monday; null for all time.")
    hidden = serializers.BooleanField(help_text="You are shown to nobody, not even to yourself.")
    results = LineSerializer(many=True, help_text="Five above you and five below, or the first.")
    next = serializers.CharField(allow_null=True, help_text="Always null.")
    previous = serializers.CharField(allow_null=True)


class AskedYearSerializer(serializers.Serializer[Any]):
    year = serializers.IntegerField(
        min_value=1970, max_value=2999, required=False, help_text="This one, unless you say."
    )


class AskedBoardSerializer(serializers.Serializer[Any]):
    scope = serializers.ChoiceField([each.value for each in Scope], default=Scope.EVERYONE.value)
    period = serializers.ChoiceField([each.value for each in Period], default=Period.WEEK.value)
    room = serializers.IntegerField(
        min_value=1, max_value=2**63 - 1, required=False, help_text="Its id, for scope=room."
    )

    def validate(self, asked: Any) -> Any:
        if asked["scope"] == Scope.ROOM and "room" not in asked:
            raise serializers.ValidationError({"room": "Of which room?"})
        return asked


class Summary(APIView):
    @extend_schema(responses={200: SummarySerializer, 401: REFUSED}, summary="Your minutes")
    def get(self, request: Request) -> Response:
        return Response(summary_object(selectors.overview(person_asking(request), now=clock.now())))


class HeatMap(APIView):
    @extend_schema(
        parameters=[AskedYearSerializer],
        responses={200: YearSerializer, 400: REFUSED, 401: REFUSED},
        summary="The days of a year",
    )
    def get(self, request: Request) -> Response:
        person, now = person_asking(request), clock.now()
        asked = AskedYearSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        year = asked.validated_data.get("year") or days.date_of(person, now).year
        return Response(year_object(selectors.year(person, year=year, now=now)))


class Achievements(APIView):
    @extend_schema(
        responses={200: AchievementPageSerializer, 401: REFUSED},
        summary="Every badge, and which of them you earned",
    )
    def get(self, request: Request) -> Response:
        badges = [badge_object(badge) for badge in selectors.badges(person_asking(request))]
        return Response({"results": badges, "next": None, "previous": None})


class Streak(APIView):
    @extend_schema(
        responses={200: StreakSerializer, 401: REFUSED}, summary="Your streak, day by day"
    )
    def get(self, request: Request) -> Response:
        return Response(why_object(selectors.why(person_asking(request), now=clock.now())))


class Leaderboard(APIView):
    @extend_schema(
        parameters=[AskedBoardSerializer],
        responses={200: BoardSerializer, 400: REFUSED, 401: REFUSED, 404: REFUSED},
        summary="Who focused most, around you",
        description="Of what the server saw, at most 16 hours a day. A room's is for its members.",
    )
    def get(self, request: Request) -> Response:
        asked = AskedBoardSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        board = boards.board(
            person_asking(request),
            scope=Scope(given["scope"]),
            period=Period(given["period"]),
            room=given.get("room"),
            now=clock.now(),
        )
        return Response(board_object(board))


class Goal(APIView):
    @extend_schema(
        responses={200: WeeklyGoalSerializer, 401: REFUSED}, summary="Your goal for a week"
    )
    def get(self, request: Request) -> Response:
        return Response({"minutes": selectors.goal_of(person_asking(request))})

    @extend_schema(
        request=WeeklyGoalSerializer,
        responses={200: WeeklyGoalSerializer, 400: REFUSED, 401: REFUSED},
        summary="Set it",
    )
    def put(self, request: Request) -> Response:
        asked = WeeklyGoalSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        goals.set_weekly_goal(person_asking(request), asked.validated_data["minutes"])
        return Response(asked.validated_data)

"""Tasks, and thoughts put aside."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.accounts.models import Person
from virtualcafe.api.accounts import REFUSED, person_asking
from virtualcafe.api.pagination import CursorPages, page_of
from virtualcafe.api.parsers import BoundedJSONParser
from virtualcafe.focus.tasks import actions, fields, models, ordering, parking, removing, selectors
from virtualcafe.focus.tasks.hand import HIGHEST, task_of
from virtualcafe.focus.tasks.models import Task
from virtualcafe.focus.tasks.wire import parked_object, task_object, task_objects
from virtualcafe.lib import clock

NO_CONTENT = status.HTTP_204_NO_CONTENT
YES = {"1", "true", "yes"}
PAGED = [OpenApiParameter("cursor", str), OpenApiParameter("limit", int)]


class TaskFields(serializers.Serializer[Any]):
    """What people say of a task."""

    title = serializers.CharField(max_length=models.LONGEST_TITLE)
    notes = serializers.CharField(max_length=models.LONGEST_NOTES, required=False, allow_blank=True)
    priority = serializers.ChoiceField(Task.Priority.choices, required=False)
    due = serializers.DateField(
        required=False,
        allow_null=True,
        help_text=f"From {fields.EARLIEST} to {fields.LATEST}.",
    )
    estimate = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=models.MOST_ROUNDS,
        help_text="In rounds of focus.",
    )
    recurrence = serializers.ChoiceField(
        Task.Recurrence.choices,
        required=False,
        help_text="When one that repeats is done, the next occurrence is made.",
    )
    done = serializers.BooleanField(required=False)
    active = serializers.BooleanField(
        required=False, help_text="One at most: sessions of whoever names no task belong to it."
    )


class TaskSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    title = serializers.CharField()
    notes = serializers.CharField()
    priority = serializers.ChoiceField(Task.Priority.choices)
    due = serializers.DateField(allow_null=True)
    estimate = serializers.IntegerField(allow_null=True)
    rounds = serializers.IntegerField(help_text="Finished rounds of focus on it.")
    position = serializers.IntegerField()
    recurrence = serializers.ChoiceField(Task.Recurrence.choices)
    active = serializers.BooleanField()
    done = serializers.BooleanField()
    done_at = serializers.CharField(allow_null=True)
    created_at = serializers.CharField()


class OrderSerializer(serializers.Serializer[Any]):
    ids = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=HIGHEST),
        max_length=actions.MOST_OPEN,
        help_text="Open tasks as they should stand. Of a part of them, they share its places.",
    )


class ThoughtSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=models.LONGEST_THOUGHT)


class ParkedSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    text = serializers.CharField()
    kept = serializers.BooleanField(help_text="It stays, and no break hands it back.")
    created_at = serializers.CharField()


class OpenFirst(CursorPages):
    ordering = ("position", "pk")  # type: ignore[assignment]


class LastDoneFirst(CursorPages):
    ordering = ("-done_at", "-pk")  # type: ignore[assignment]


class FirstThoughtFirst(CursorPages):
    ordering = ("created_at", "pk")  # type: ignore[assignment]


class Tasks(APIView):
    @extend_schema(
        operation_id="focus_tasks_list",
        parameters=[OpenApiParameter("done", bool, description="Those that are done."), *PAGED],
        responses={200: page_of(TaskSerializer), 401: REFUSED, 404: REFUSED},
        summary="Your open tasks in their order, or those that are done, the latest first",
    )
    def get(self, request: Request) -> Response:
        person = person_asking(request)
        done = request.query_params.get("done", "").lower() in YES
        found = selectors.done_tasks(person) if done else selectors.open_tasks(person)
        pages = LastDoneFirst() if done else OpenFirst()
        page = pages.paginate_queryset(found, request, view=self) or []
        return pages.get_paginated_response(task_objects(page))

    @extend_schema(
        request=TaskFields,
        responses={201: TaskSerializer, **dict.fromkeys((400, 401, 409), REFUSED)},
        summary="Write down a task",
    )
    def post(self, request: Request) -> Response:
        return _create(person_asking(request), self.said(request))

    def said(self, request: Request) -> Any:
        return request.data


class OneTask(APIView):
    @extend_schema(
        responses={200: TaskSerializer, 401: REFUSED, 404: REFUSED}, summary="One of your tasks"
    )
    def get(self, request: Request, task_id: int) -> Response:
        return Response(task_object(task_of(person_asking(request), task_id)))

    @extend_schema(
        request=TaskFields(partial=True),
        responses={200: TaskSerializer, **dict.fromkeys((400, 401, 404, 409), REFUSED)},
        summary="Change a task, do it, or make it the active one",
    )
    def patch(self, request: Request, task_id: int) -> Response:
        return _change(person_asking(request), task_id, self.said(request))

    def said(self, request: Request) -> Any:
        return request.data

    @extend_schema(
        responses={204: None, 401: REFUSED, 404: REFUSED},
        summary="Delete a task; its sessions keep its title, and for an hour it can be taken back",
    )
    def delete(self, request: Request, task_id: int) -> Response:
        removing.delete(person_asking(request), task_id, now=clock.now())
        return Response(status=NO_CONTENT)


class RestoredTask(APIView):
    @extend_schema(
        request=None,
        responses={200: TaskSerializer, **dict.fromkeys((401, 404, 409), REFUSED)},
        summary="Take back that a task was deleted",
    )
    def post(self, request: Request, task_id: int) -> Response:
        task = removing.restore(person_asking(request), task_id, now=clock.now())
        return Response(task_object(task))


def _create(person: Person, data: Any) -> Response:
    asked = TaskFields(data=data)
    asked.is_valid(raise_exception=True)
    task = actions.create(person, asked.validated_data, now=clock.now())
    return Response(task_object(task), status=status.HTTP_201_CREATED)


def _change(person: Person, task_id: int, data: Any) -> Response:
    asked = TaskFields(data=data, partial=True)
    asked.is_valid(raise_exception=True)
    return Response(
        task_object(actions.change(person, task_id, asked.validated_data, now=clock.now()))
    )


class Reorder(APIView):
    @extend_schema(
        request=OrderSerializer,
        responses={200: OrderSerializer, **dict.fromkeys((400, 401, 404), REFUSED)},
        summary="Put open tasks in order",
    )
    def post(self, request: Request) -> Response:
        asked = OrderSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        ids = ordering.reorder(person_asking(request), asked.validated_data["ids"])
        return Response({"ids": ids})


class ParkedThoughts(APIView):
    @extend_schema(
        parameters=PAGED,
        responses={200: page_of(ParkedSerializer), 401: REFUSED, 404: REFUSED},
        summary="What you put aside, the first thought first",
    )
    def get(self, request: Request) -> Response:
        pages = FirstThoughtFirst()
        found = selectors.parked(person_asking(request))
        page = pages.paginate_queryset(found, request, view=self) or []
        return pages.get_paginated_response([parked_object(each) for each in page])

    @extend_schema(
        request=ThoughtSerializer,
        responses={201: ParkedSerializer, **dict.fromkeys((400, 401, 409), REFUSED)},
        summary="Put a thought or a question aside",
    )
    def post(self, request: Request) -> Response:
        asked = ThoughtSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        parked = parking.park(person_asking(request), asked.validated_data["text"], now=clock.now())
        return Response(parked_object(parked), status=status.HTTP_201_CREATED)


class OneParkedThought(APIView):
    @extend_schema(responses={204: None, 401: REFUSED, 404: REFUSED}, summary="Drop a thought")
    def delete(self, request: Request, parked_id: int) -> Response:
        parking.drop(person_asking(request), parked_id)
        return Response(status=NO_CONTENT)


class KeepParkedThought(APIView):
    @extend_schema(
        request=None,
        responses={200: ParkedSerializer, 401: REFUSED, 404: REFUSED},
        summary="Keep a thought; no break hands it back again",
    )
    def post(self, request: Request, parked_id: int) -> Response:
        return Response(parked_object(parking.keep(person_asking(request), parked_id)))


class TaskOfParkedThought(APIView):
    @extend_schema(
        request=None,
        responses={201: TaskSerializer, **dict.fromkeys((401, 404, 409), REFUSED)},
        summary="Make a task of a thought",
    )
    def post(self, request: Request, parked_id: int) -> Response:
        task = parking.into_task(person_asking(request), parked_id, now=clock.now())
        return Response(task_object(task), status=status.HTTP_201_CREATED)


#: What forms of the older cafés may be sent as.
OLDER_PARSERS = (BoundedJSONParser, FormParser, MultiPartParser)

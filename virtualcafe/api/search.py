"""What was said somewhere, found by its words."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.api import history
from virtualcafe.api.accounts import REFUSED, person_asking
from virtualcafe.api.pagination import CursorPages
from virtualcafe.chat import selectors
from virtualcafe.chat.wire import message_objects
from virtualcafe.lib import clock


class Search(APIView):
    @extend_schema(
        responses={200: history.MessagePageSerializer, **dict.fromkeys((400, 403, 404), REFUSED)},
        parameters=[
            OpenApiParameter("q", str, required=True),
            OpenApiParameter("room", int, description="Only in this room."),
            OpenApiParameter("cursor", str),
            OpenApiParameter("limit", int),
        ],
        summary="Messages in your rooms and the lounge that hold these words, newest first",
    )
    def get(self, request: Request) -> Response:
        person = person_asking(request)
        found = selectors.search(
            person,
            request.query_params.get("q", ""),
            now=clock.now(),
            room_id=history.number(request.query_params, "room"),
        )
        pages = CursorPages()
        page = pages.paginate_queryset(found.order_by("-pk"), request, view=self)
        return pages.get_paginated_response(message_objects(page or [], for_person=person.pk))

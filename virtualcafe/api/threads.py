"""Threads: what hangs under one message."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.api import history
from virtualcafe.api.accounts import REFUSED, person_asking
from virtualcafe.chat import selectors
from virtualcafe.chat.access import seated_room, thread_root
from virtualcafe.lib import clock


class Thread(APIView):
    @extend_schema(
        responses={200: history.MessagePageSerializer, **dict.fromkeys((400, 403, 404), REFUSED)},
        parameters=history.PARAMETERS,
        summary="A thread in rising seq: its root, and the last that hang under it",
        description="The root stands first on the page without `before`, `after` or cursor.",
    )
    def get(self, request: Request, room_id: int, message_id: int) -> Response:
        person = person_asking(request)
        room = seated_room(person, room_id, now=clock.now())
        root = thread_root(room.stream_id, message_id)
        asked = history.asked(request.query_params)
        found = selectors.thread(root, for_person=person.pk, **asked._asdict())
        return Response(history.page(found, asked))

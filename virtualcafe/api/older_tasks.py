"""Tasks as the older cafés' clients send them, JSON or a form, and read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponseRedirect
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from virtualcafe.api.tasks import OLDER_PARSERS, OneTask, Tasks

#: What they call things, and what we do.
_NEWER = {
    "name": "title",
    "completed": "done",
    "is_completed": "done",
    "is_active": "active",
    "due_date": "due",
    "description": "notes",
    "estimated_pomodoros": "estimate",
}


class Older(APIView):
    """In front of a view of ours: both spellings are understood, and both are answered."""

    parser_classes = OLDER_PARSERS

    def said(self, request: Request) -> Any:
        """Of a request to the view behind."""
        data: Any = request.data
        if not isinstance(data, Mapping):
            return data
        return {_NEWER.get(name, name): data[name] for name in data}

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """A form of a page goes on to the page of today; a program reads its task."""
        answer: Any = super().finalize_response(request, response, *args, **kwargs)
        if answer.status_code < 300 and "text/html" in request.headers.get("Accept", ""):
            return HttpResponseRedirect(reverse("goals"))
        task = answer.data if isinstance(answer, Response) else None
        if isinstance(task, dict) and "title" in task:
            answer.data = task | {"success": True, "name": task["title"], "completed": task["done"]}
        return answer


class OlderTasks(Older, Tasks):
    """The list, and writing one down."""


class OlderTask(Older, OneTask):
    def put(self, request: Request, task_id: int) -> Response:
        return self.patch(request, task_id)

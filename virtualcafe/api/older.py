"""Addresses of the older cafés, answered by the same actions as those under /api/."""

from __future__ import annotations

from django.urls import path

from virtualcafe.api import older_sessions, older_tasks

urlpatterns = [
    path("save-session/", older_sessions.SaveSession.as_view(schema=None)),
    path("tasks/", older_tasks.OlderTasks.as_view(schema=None)),
    path("tasks/<int:task_id>/", older_tasks.OlderTask.as_view(schema=None)),
]

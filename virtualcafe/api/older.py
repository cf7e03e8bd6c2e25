"""Addresses of the older cafés, answered by the same actions as those under /api/."""

from __future__ import annotations

from django.urls import path

from virtualcafe.api import older_sessions, tasks

urlpatterns = [
    path("save-session/", older_sessions.SaveSession.as_view(schema=None)),
    path("tasks/", tasks.OlderTasks.as_view(schema=None)),
    path("tasks/<int:task_id>/", tasks.OlderTask.as_view(schema=None)),
]

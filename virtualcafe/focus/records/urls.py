from __future__ import annotations

from django.urls import path

from virtualcafe.focus.records import views

urlpatterns = [
    path("progress/sessions/", views.sessions, name="sessions"),
    path("progress/sessions.csv", views.download, name="sessions-csv"),
    path("progress/sessions/add/", views.add, name="session-add"),
    path("progress/sessions/<int:session_id>/", views.one, name="session"),
    path("progress/sessions/<int:session_id>/correct/", views.correct, name="session-correct"),
    path("progress/sessions/<int:session_id>/delete/", views.delete, name="session-delete"),
]

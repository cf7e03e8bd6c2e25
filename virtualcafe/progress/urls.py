from __future__ import annotations

from django.urls import path

from virtualcafe.progress import views

urlpatterns = [
    path("progress/", views.progress, name="progress"),
    path("progress/goal/", views.goal, name="progress-goal"),
    path("progress/achievements/", views.achievements, name="achievements"),
    path("progress/badges/<slug:slug>/", views.badge, name="badge"),
]

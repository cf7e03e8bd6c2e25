from __future__ import annotations

from django.urls import path

from virtualcafe.progress import board_views, views

urlpatterns = [
    path("progress/", views.progress, name="progress"),
    path("progress/goal/", views.goal, name="progress-goal"),
    path("progress/achievements/", views.achievements, name="achievements"),
    path("progress/badges/<slug:slug>/", views.badge, name="badge"),
    path("leaderboard/", board_views.leaderboard, name="leaderboard"),
    path("leaderboard/visibility/", board_views.visibility, name="leaderboard-visibility"),
]

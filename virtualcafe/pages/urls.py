from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from virtualcafe.pages import home, offline, room, views

app_name = "pages"

urlpatterns = [
    path("", views.landing, name="landing"),
    path("home/", home.home, name="home"),
    path("dashboard/", RedirectView.as_view(pattern_name="pages:home")),
    path("rooms/<str:code>/", room.page, name="room"),
    path("theme/", views.choose_theme, name="theme"),
    path("service-worker.js", offline.worker, name="service-worker"),
    path("study/offline/", offline.study, name="study-offline"),
]

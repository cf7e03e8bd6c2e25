from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from virtualcafe.pages import home, room, views

app_name = "pages"

urlpatterns = [
    path("", views.landing, name="landing"),
    path("home/", home.home, name="home"),
    path("dashboard/", RedirectView.as_view(pattern_name="pages:home")),
    path("rooms/<str:code>/", room.page, name="room"),
    path("theme/", views.choose_theme, name="theme"),
]

from __future__ import annotations

from django.urls import path

from virtualcafe.pages import views

app_name = "pages"

urlpatterns = [
    path("", views.landing, name="landing"),
    path("theme/", views.choose_theme, name="theme"),
]

from __future__ import annotations

from django.urls import path

from virtualcafe.progress import views

urlpatterns = [path("progress/", views.progress, name="progress")]

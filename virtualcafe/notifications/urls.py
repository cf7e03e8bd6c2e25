from __future__ import annotations

from django.urls import path

from virtualcafe.notifications import views

urlpatterns = [
    path("notifications/", views.page, name="notifications"),
    path("notifications/read/", views.read, name="notifications-read"),
]

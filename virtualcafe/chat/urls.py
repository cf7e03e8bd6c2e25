from __future__ import annotations

from django.urls import path

from virtualcafe.chat import views

urlpatterns = [
    path("rooms/<str:code>/messages/", views.post, name="room-messages"),
]

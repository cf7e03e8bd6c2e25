from __future__ import annotations

from django.urls import path

from virtualcafe.focus import views

urlpatterns = [
    path("study/", views.study, name="study"),
    path("study/timer/<str:action>/", views.move_own_timer, name="own-timer"),
    path("rooms/<str:code>/timer/<str:action>/", views.move_room_timer, name="room-timer"),
]

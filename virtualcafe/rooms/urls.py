from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from virtualcafe.rooms import views

urlpatterns = [
    path("rooms/", views.directory, name="rooms"),
    path("rooms/create/", views.create, name="room-create"),
    path("join/", views.join_by_code, name="join"),
    path("rooms/<str:code>/join/", views.join, name="room-join"),
    path("rooms/<str:code>/leave/", views.leave, name="room-leave"),
    path("rooms/<str:code>/members/", views.members, name="room-members"),
    path("rooms/<str:code>/kick/<int:person_id>/", views.kick, name="room-kick"),
    path("create/", RedirectView.as_view(pattern_name="room-create", query_string=True)),
    path("room/<str:code>/", RedirectView.as_view(pattern_name="pages:room", query_string=True)),
]

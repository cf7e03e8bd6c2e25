from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from virtualcafe.rooms import door_views, views

urlpatterns = [
    path("rooms/", views.directory, name="rooms"),
    path("rooms/create/", views.create, name="room-create"),
    path("join/", views.join_by_code, name="join"),
    path("join/ask/<str:code>/", door_views.ask, name="room-ask"),
    path("join/<str:token>/", door_views.link, name="join-by-link"),
    path("rooms/<str:code>/invite/", door_views.invite, name="room-invite"),
    path("rooms/<str:code>/requests/", door_views.requests, name="room-requests"),
    path("rooms/<str:code>/requests/<int:request_id>/", door_views.answer, name="room-answer"),
    path("rooms/<str:code>/join/", views.join, name="room-join"),
    path("rooms/<str:code>/leave/", views.leave, name="room-leave"),
    path("rooms/<str:code>/members/", views.members, name="room-members"),
    path("rooms/<str:code>/kick/<int:person_id>/", views.kick, name="room-kick"),
    path("create/", RedirectView.as_view(pattern_name="room-create", query_string=True)),
    path("room/<str:code>/", RedirectView.as_view(pattern_name="pages:room", query_string=True)),
]

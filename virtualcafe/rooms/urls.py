from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from virtualcafe.rooms import door_views, people_views, settings_views, views

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
    path("rooms/<str:code>/members/", people_views.people, name="room-people"),
    path("rooms/<str:code>/attendance/", people_views.who_was_there, name="room-attendance"),
    path(
        "rooms/<str:code>/attendance.csv",
        people_views.spreadsheet_of_who_was_there,
        name="room-attendance-csv",
    ),
    path("rooms/<str:code>/settings/", settings_views.settings, name="room-settings"),
    path("rooms/<str:code>/close/", settings_views.close, name="room-close"),
    path("rooms/<str:code>/keep/", settings_views.keep, name="room-keep"),
    path(
        "rooms/<str:code>/<str:act>/<int:person_id>/",
        people_views.keep_order,
        name="room-keep-order",
    ),
    path("create/", RedirectView.as_view(pattern_name="room-create", query_string=True)),
    path("room/<str:code>/", RedirectView.as_view(pattern_name="pages:room", query_string=True)),
]

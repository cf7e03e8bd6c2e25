from __future__ import annotations

from django.urls import path

from virtualcafe.chat import views
from virtualcafe.chat.private import views as private

urlpatterns = [
    path("messages/", private.inbox, name="messages"),
    path("messages/start/", private.start, name="start-private-thread"),
    path("messages/<int:thread_id>/", private.thread, name="private-thread"),
    path("messages/<int:thread_id>/messages/", private.post, name="private-messages"),
    path("messages/<int:thread_id>/messages/<int:message_id>/", private.message),
    path("messages/<int:thread_id>/pinned/", private.pinned),
    path("search/", views.search, name="search"),
    path("rooms/<str:code>/messages/", views.post, name="room-messages"),
    path("rooms/<str:code>/messages/<int:message_id>/", views.message, name="room-message"),
    path("rooms/<str:code>/pinned/", views.pinned, name="room-pinned"),
]

"""Everything under /api/. What is not here is 404 as JSON."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path
from drf_spectacular.views import SpectacularAPIView

from virtualcafe.api import (
    accounts,
    docs,
    entering,
    errors,
    focus,
    messages,
    notifications,
    progress,
    reactions,
    reading,
    rooms,
    search,
    threads,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("auth/token/", accounts.Token.as_view()),
    path("auth/token/refresh/", accounts.Refresh.as_view()),
    path("auth/socket-token/", accounts.SocketToken.as_view()),
    path("me/", accounts.Me.as_view()),
    path("chat/rooms/", rooms.Rooms.as_view()),
    path("chat/rooms/join-by-code/", rooms.JoinByCode.as_view()),
    path("chat/rooms/<int:room_id>/", rooms.OneRoom.as_view()),
    path("chat/rooms/<int:room_id>/join/", rooms.Join.as_view()),
    path("chat/rooms/<int:room_id>/leave/", rooms.Leave.as_view()),
    path("chat/rooms/join-by-invite/", entering.JoinByInvite.as_view()),
    path("chat/rooms/<int:room_id>/invite/", entering.RoomInvite.as_view()),
    path("chat/rooms/<int:room_id>/join-request/", entering.JoinRequestOfMine.as_view()),
    path("chat/rooms/<int:room_id>/join-requests/", entering.JoinRequests.as_view()),
    path(
        "chat/rooms/<int:room_id>/approve-join/<int:request_id>/", entering.ApproveJoin.as_view()
    ),
    path("chat/rooms/<int:room_id>/deny-join/<int:request_id>/", entering.DenyJoin.as_view()),
    path("chat/rooms/<int:room_id>/members/", rooms.Members.as_view()),
    path("chat/rooms/<int:room_id>/kick/<int:person_id>/", rooms.Kick.as_view()),
    path("chat/rooms/<int:room_id>/messages/", messages.RoomMessages.as_view()),
    path("chat/rooms/<int:room_id>/messages/<int:message_id>/thread/", threads.Thread.as_view()),
    path("chat/rooms/<int:room_id>/read/", reading.Read.as_view()),
    path("chat/messages/<int:message_id>/", messages.OneMessage.as_view()),
    path("chat/messages/<int:message_id>/pin/", reactions.Pin.as_view()),
    path("chat/messages/<int:message_id>/reactions/<str:emoji>/", reactions.Reaction.as_view()),
    path("chat/search/", search.Search.as_view()),
    path("chat/rooms/<int:room_id>/timer/<str:action>/", focus.RoomTimer.as_view()),
    path("focus/timer/", focus.OwnTimer.as_view()),
    path("focus/timer/<str:action>/", focus.OwnTimerAction.as_view()),
    path("focus/sessions/", focus.Sessions.as_view()),
    path("progress/summary/", progress.Summary.as_view()),
    path("notifications/", notifications.Notifications.as_view()),
    path("notifications/read/", notifications.ReadNotifications.as_view()),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", docs.Docs.as_view(), name="api-docs"),
    re_path("", errors.unknown_address),
]

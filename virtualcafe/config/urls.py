"""Where everything is. Each app names its own addresses."""

from __future__ import annotations

from allauth.account.views import logout
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from virtualcafe.api.older_sessions import SaveSession

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/logout/", logout),
    path("admin/", admin.site.urls),
    path("api/", include("virtualcafe.api.urls")),
    path("files/", include("virtualcafe.api.files")),
    path("avatars/", include("virtualcafe.api.pictures")),
    path("save-session/", SaveSession.as_view(schema=None)),
    path("study/", include("virtualcafe.api.older")),
    path("", include("virtualcafe.accounts.urls")),
    path("", include("virtualcafe.notifications.urls")),
    path("", include("virtualcafe.chat.urls")),
    path("", include("virtualcafe.rooms.urls")),
    path("", include("virtualcafe.focus.urls")),
    path("", include("virtualcafe.focus.records.urls")),
    path("", include("virtualcafe.focus.tasks.urls")),
    path("", include("virtualcafe.progress.urls")),
    path("", include("virtualcafe.pages.urls")),
]

handler404 = "virtualcafe.api.errors.unknown_address"
handler500 = "virtualcafe.api.errors.defect"

"""Where everything is. Each app names its own addresses."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("api/", include("virtualcafe.api.urls")),
]

handler404 = "virtualcafe.api.errors.unknown_address"
handler500 = "virtualcafe.api.errors.defect"

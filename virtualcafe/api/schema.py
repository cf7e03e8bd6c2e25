"""How the OpenAPI document names the ways to sign in."""

from __future__ import annotations

from drf_spectacular.contrib.rest_framework_simplejwt import SimpleJWTScheme


class BearerScheme(SimpleJWTScheme):  # type: ignore[no-untyped-call]
    target_class = "virtualcafe.api.authentication.BearerAuthentication"
    name = "bearer"

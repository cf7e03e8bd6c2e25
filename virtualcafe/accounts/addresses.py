"""Where a request came from, for rate limits."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request

from virtualcafe.lib.addresses import client_ip, household


def address_of(request: HttpRequest | Request) -> str:
    """The client's household; forwarded headers count only from CAFE_TRUSTED_PROXIES."""
    address = client_ip(
        request.META.get("REMOTE_ADDR", ""),
        request.META.get("HTTP_X_FORWARDED_FOR", ""),
        settings.CAFE_TRUSTED_PROXIES,
    )
    return household(address) or "unknown"

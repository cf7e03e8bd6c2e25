"""How many requests a minute: per person, and per address for whoever is not signed in."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from virtualcafe.accounts.addresses import address_of

if TYPE_CHECKING:
    from rest_framework.views import APIView

WINDOW = 60


class PerMinute(BaseThrottle):
    """A counter for each minute of the clock: one atomic step in the cache, whoever shares it.

    A person with bad luck gets twice the limit across the turn of a minute; in exchange a request
    costs the same whatever the limit. Without Redis each process counts for itself.
    """

    def allow_request(self, request: Request, view: APIView) -> bool:
        limit = settings.CAFE_LIMITS["API_PER_MINUTE"]
        return not limit or _count(_who(request)) <= limit

    def wait(self) -> float:
        return WINDOW - time.time() % WINDOW


def _who(request: Request) -> str:
    if request.user.is_authenticated:
        return f"person:{request.user.pk}"
    return f"address:{address_of(request)}"


def _count(who: str) -> int:
    key = f"api:{who}:{math.floor(time.time() / WINDOW)}"
    cache.add(key, 0, 2 * WINDOW)
    try:
        return int(cache.incr(key))
    except ValueError:  # pushed out between the two steps
        return 1

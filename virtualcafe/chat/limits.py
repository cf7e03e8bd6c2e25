"""How fast a person may speak, over all their sockets and requests to this process together."""

from __future__ import annotations

from django.conf import settings

from virtualcafe.lib.errors import RateLimited
from virtualcafe.lib.rates import Rates

SECONDS = 5

messages = Rates()


def may_post(person_id: int) -> None:
    """Count one message. Raises RateLimited when it is one too many."""
    amount = settings.CAFE_LIMITS["MESSAGES_PER_5S"]
    if wait := messages.take(person_id, amount=amount, seconds=SECONDS):
        raise RateLimited(retry_after=wait)

"""How fast a person may speak, over all their sockets and requests to this process together."""

from __future__ import annotations

from django.conf import settings

from virtualcafe.lib.errors import RateLimited
from virtualcafe.lib.rates import Rates

SECONDS = 5
#: A reaction or a pin is told to everybody, and costs a fraction of a message.
REACTIONS_PER_MESSAGE = 6

messages = Rates()
reactions = Rates()


def may_post(person_id: int) -> None:
    """Count one message. Raises RateLimited when it is one too many."""
    amount = settings.CAFE_LIMITS["MESSAGES_PER_5S"]
    if wait := messages.take(person_id, amount=amount, seconds=SECONDS):
        raise RateLimited(retry_after=wait)


def may_react(person_id: int) -> None:
    """Count one reaction or pin. Raises RateLimited when it is one too many."""
    amount = settings.CAFE_LIMITS["MESSAGES_PER_5S"] * REACTIONS_PER_MESSAGE
    if wait := reactions.take(person_id, amount=amount, seconds=SECONDS):
        raise RateLimited(retry_after=wait)

"""How fast a person may speak, over all their sockets and requests to this process together."""

from __future__ import annotations

from django.conf import settings

from virtualcafe.lib.errors import RateLimited
from virtualcafe.lib.rates import Rates

SECONDS = 5
#: A reaction or a pin is told to everybody, and costs a fraction of a message.
REACTIONS_PER_MESSAGE = 6

messages = Rates()
uploads = Rates()
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


def may_upload(person_id: int) -> None:
    """Count one file. Raises RateLimited when it is one too many."""
    amount = settings.CAFE_LIMITS["UPLOADS_PER_MINUTE"]
    if wait := uploads.take(person_id, amount=amount, seconds=60):
        raise RateLimited("That were many files. Go on in a moment.", retry_after=wait)

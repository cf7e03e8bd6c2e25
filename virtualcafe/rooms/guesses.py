"""How often somebody may try codes that open nothing."""

from __future__ import annotations

from datetime import datetime

from django.core.cache import cache

from virtualcafe.lib.errors import RateLimited

WINDOW_SECONDS = 600
PER_PERSON = 20
#: A school sits behind one address.
PER_ADDRESS = 200


def allow(person_id: int, address: str, *, now: datetime) -> None:
    """Raises RateLimited when this person, or this address, guessed wrong too often."""
    for key, most in _keys(person_id, address, now):
        if cache.get(key, 0) >= most:
            left = WINDOW_SECONDS - now.timestamp() % WINDOW_SECONDS
            raise RateLimited(
                "Those were many codes that open nothing. Try again in a few minutes.",
                retry_after=left,
            )


def note_wrong(person_id: int, address: str, *, now: datetime) -> None:
    for key, _ in _keys(person_id, address, now):
        if not cache.add(key, 1, timeout=WINDOW_SECONDS):
            cache.incr(key)


def _keys(person_id: int, address: str, now: datetime) -> list[tuple[str, int]]:
    window = int(now.timestamp() // WINDOW_SECONDS)
    return [
        (f"codes:{window}:person:{person_id}", PER_PERSON),
        (f"codes:{window}:address:{address}", PER_ADDRESS),
    ]

"""Six characters that name a room, never given out twice."""

from __future__ import annotations

import secrets

from virtualcafe.rooms.models import UsedCode

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 6


def new_code() -> str:
    """Draw and spend a code; inside the transaction that opens its room."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if UsedCode.objects.get_or_create(code=code)[1]:
            return code


def tidied(typed: str) -> str:
    """A code as people type it: in small letters, with spaces or dashes between."""
    return "".join(typed.split()).replace("-", "").upper()

"""Numbers of rows as addresses and forms carry them."""

from __future__ import annotations

#: What a 64-bit column holds without a look.
MOST_DIGITS = 18


def id_in(text: str) -> int | None:
    """None for whatever can't be the id of a row."""
    plain = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    return int(text) if plain else None

"""Words of people on their way into a row."""

from __future__ import annotations

from virtualcafe.lib.errors import BadRequest


def line(name: str, said: str, most: int) -> str:
    """As one line, without what surrounds it. Raises BadRequest when it can't be kept."""
    return text(name, " ".join(said.replace("\0", "").split()), most)


def text(name: str, said: str, most: int) -> str:
    kept = said.replace("\0", "").replace("\r\n", "\n").strip()
    if any("\ud800" <= letter <= "\udfff" for letter in kept):
        raise BadRequest(f"The {name} holds a character that can't be kept.")
    if len(kept) > most:
        raise BadRequest(f"The {name} should have at most {most:,} letters.")
    return kept

"""The mixer as somebody left it: what `static/js/sound/mix.js` stores, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError

SOUNDS = frozenset({"rain", "murmur", "fire", "waves", "forest", "lofi", "white", "brown"})
#: As in mix.js: as many own mixes as fit a screen of a phone, with names that fit a button.
MOST_MIXES, LONGEST_NAME = 12, 30
SHAPE = (
    "{volumes: {sound: 0–100}, all: 0–100, on, rests, muted: [sound], own: [{name, volumes}]}, "
    "any of these; {} for one that was never touched. Sounds: " + ", ".join(sorted(SOUNDS)) + "."
)


def validate(mix: Any) -> None:
    """Raises ValidationError. An empty one is the mixer as everybody finds it first."""
    if not _holds(mix, _PARTS):
        raise ValidationError(f"This is no mix: expected {SHAPE}")


def _is_volume(value: Any) -> bool:
    return type(value) is int and 0 <= value <= 100


def _is_switch(value: Any) -> bool:
    return isinstance(value, bool)


def _are_volumes(value: Any) -> bool:
    return (
        isinstance(value, dict) and value.keys() <= SOUNDS and all(map(_is_volume, value.values()))
    )


def _are_sounds(value: Any) -> bool:
    of_text = isinstance(value, list) and all(isinstance(name, str) for name in value)
    return of_text and len(value) <= len(SOUNDS) and set(value) <= SOUNDS


def _are_own(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MOST_MIXES and all(map(_is_own, value))


def _is_own(value: Any) -> bool:
    complete = isinstance(value, dict) and value.keys() == {"name", "volumes"}
    return complete and _is_name(value["name"]) and _are_volumes(value["volumes"])


def _is_name(value: Any) -> bool:
    fits = isinstance(value, str) and 0 < len(value) <= LONGEST_NAME
    # What a database refuses: a zero, half of a letter.
    return fits and not any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value)


def _holds(value: Any, parts: dict[str, Callable[[Any], bool]]) -> bool:
    fits = isinstance(value, dict) and value.keys() <= parts.keys()
    return fits and all(parts[name](part) for name, part in value.items())


_PARTS: dict[str, Callable[[Any], bool]] = {
    "volumes": _are_volumes,
    "all": _is_volume,
    "on": _is_switch,
    "rests": _is_switch,
    "muted": _are_sounds,
    "own": _are_own,
}

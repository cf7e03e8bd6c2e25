"""Older socket addresses, each of which names one stream: `/ws/rooms/<code>/` and its like."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from virtualcafe.lib.errors import NotFound

Namer = Callable[[str | int], str]

#: Address pattern below `ws/` with one argument, and how that argument names a stream.
patterns: dict[str, str] = {}
_namers: dict[str, Namer] = {}


def address(pattern: str, argument: str, namer: Namer) -> None:
    """Serve `ws/<pattern>`; `namer` turns its argument into a stream's name, in a thread."""
    patterns[pattern] = argument
    _namers[argument] = namer


def stream_at(arguments: Mapping[str, str | int]) -> str:
    for argument, value in arguments.items():
        if argument in _namers:
            return _namers[argument](value)
    raise NotFound("There is no such stream.")

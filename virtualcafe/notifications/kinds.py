"""What each kind of notification says and where it leads. The layers above register their own.

`data` holds facts that may outlive what they are about (names, codes, ids) and never words that
somebody may still take back: a message's text stays in the message."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

Data = Mapping[str, Any]
Words = Callable[[Data], str]

HOME = "/notifications/"


class Kind(NamedTuple):
    """`sentence` and `url` are made from the data whenever it is shown, in the language of whoever
    looks. `answer` names a template with forms, where the notification asks for something."""

    sentence: Words
    url: Words
    answer: str = ""


_kinds: dict[str, Kind] = {}


def register(kind: str, sentence: Words, url: Words, *, answer: str = "") -> None:
    _kinds[kind] = Kind(sentence, url, answer)


def of(kind: str) -> Kind:
    """A kind that nobody knows any more still has its place in the list."""
    return _kinds.get(kind, _FORGOTTEN)


_FORGOTTEN = Kind(sentence=lambda data: str(data.get("text", "")), url=lambda data: HOME)

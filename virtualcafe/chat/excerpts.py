"""A message in a list of those that were found or pinned: as much of it as helps, with the words
that were looked for set off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from virtualcafe.chat.search.found import Hit as Found
from virtualcafe.chat.search.snippets import Piece, snippet
from virtualcafe.chat.wire import MessageObject


class Part(NamedTuple):
    words: str
    marked: bool


class Hit(NamedTuple):
    message: MessageObject
    href: str
    parts: list[Part]
    where: str = ""


def hit(message: MessageObject) -> Hit:
    return Hit(message, _href(message), _parts(snippet(message["content"], ())))


def found(message: Found) -> Hit:
    where = message["room"]["name"] if message["room"] else ""
    return Hit(message, _href(message), _parts(message["snippet"]), where)


def _href(message: MessageObject) -> str:
    kind, _, key = message["stream"].partition(":")
    page = f"/messages/{key}/" if kind == "private" else f"/rooms/{key}/"
    return f"{page}?message={message['id']}"


def _parts(pieces: Iterable[Piece]) -> list[Part]:
    return [Part(piece["text"], piece["mark"]) for piece in pieces]

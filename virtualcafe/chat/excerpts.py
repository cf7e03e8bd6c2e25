"""A message in a list of those that were found or pinned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from virtualcafe.chat.search.snippets import Piece
from virtualcafe.chat.wire import MessageObject
from virtualcafe.lib import markdown

MOST = 180


class Hit(NamedTuple):
    """`pieces` are its words as far as they help, those that were looked for set off."""

    message: MessageObject
    href: str
    pieces: Sequence[Piece]
    where: str = ""


def hit(message: MessageObject) -> Hit:
    names = ", ".join(file["name"] for file in message["attachments"])
    line = " ".join(markdown.covered(message["content"] or names).split())
    words = line if len(line) <= MOST else f"{line[: MOST - 1]}…"
    return Hit(message, address_of(message), [{"text": words, "mark": False}])


def address_of(message: MessageObject) -> str:
    kind, _, key = message["stream"].partition(":")
    page = f"/messages/{key}/" if kind == "private" else f"/rooms/{key}/"
    return f"{page}?message={message['id']}"

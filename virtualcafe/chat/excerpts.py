"""A message in a list of those that were found or pinned: as much of it as helps, with the words
that were looked for set off."""

from __future__ import annotations

import re
from typing import NamedTuple

from virtualcafe.chat.wire import MessageObject

#: So many characters around the first of the words.
AROUND = 90


class Part(NamedTuple):
    words: str
    marked: bool


class Hit(NamedTuple):
    message: MessageObject
    href: str
    parts: list[Part]
    where: str = ""


def hit(message: MessageObject, q: str = "", *, where: str = "") -> Hit:
    kind, _, key = message["stream"].partition(":")
    page = f"/messages/{key}/" if kind == "private" else f"/rooms/{key}/"
    href = f"{page}?message={message['id']}"
    return Hit(message, href, parts(message["content"], q), where)


def parts(content: str, q: str) -> list[Part]:
    line = " ".join(content.split())
    words = re.findall(r"\w+", q)
    looked = re.compile("|".join(map(re.escape, words)), re.IGNORECASE) if words else None
    first = looked.search(line) if looked else None
    start = _start(line, first.start()) if first else 0
    shown = line[start : start + 2 * AROUND]
    found = [Part("… ", marked=False)] if start else []
    found += _split(shown, looked)
    if start + len(shown) < len(line):
        found.append(Part(" …", marked=False))
    return found


def _start(line: str, first: int) -> int:
    return line.rfind(" ", 0, first - AROUND // 2) + 1 if first > AROUND else 0


def _split(line: str, looked: re.Pattern[str] | None) -> list[Part]:
    if looked is None:
        return [Part(line, marked=False)]
    pieces = re.split(f"({looked.pattern})", line, flags=re.IGNORECASE)
    return [Part(piece, marked=place % 2 == 1) for place, piece in enumerate(pieces) if piece]

"""What somebody looks for: words, "words in a row", and `from:name`."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from virtualcafe.chat.search.index import sender_mark, stream_mark
from virtualcafe.chat.search.words import words

#: The last word may be one that is still being typed; of fewer letters too many words begin.
FEWEST_LETTERS = 3

_PART = re.compile(r'"(?P<quoted>[^"]*)"|from:@?(?P<sender>[\w.-]+)|(?P<plain>\S+)', re.IGNORECASE)


class Phrase(NamedTuple):
    """Words that follow each other; with `begins` the last one may go on."""

    words: tuple[str, ...]
    begins: bool = False


class Query(NamedTuple):
    phrases: tuple[Phrase, ...]
    sender: str | None

    @property
    def is_empty(self) -> bool:
        return not self.phrases and self.sender is None


def parsed(q: str) -> Query:
    """Every phrase must be there. What holds no word looks for nothing."""
    phrases: list[Phrase] = []
    sender = None
    for part in _PART.finditer(q):
        if part["sender"]:
            sender = part["sender"].lower()
            continue
        found = tuple(words(part["quoted"] if part["quoted"] is not None else part["plain"]))
        if found:
            goes_on = part["plain"] is not None and part.end() == len(q)
            phrases.append(Phrase(found, goes_on and len(found[-1]) >= FEWEST_LETTERS))
    return Query(tuple(phrases), sender)


def in_sqlite(query: Query, *, streams: Collection[int], sender_id: int | None) -> str:
    """As FTS5 spells it."""
    anywhere = " OR ".join(f'"{stream_mark(each)}"' for each in streams)
    parts = [f"marks : ({anywhere})"]
    if sender_id is not None:
        parts.append(f'marks : "{sender_mark(sender_id)}"')
    parts += (
        f'words : "{" ".join(phrase.words)}"' + (" *" if phrase.begins else "")
        for phrase in query.phrases
    )
    return " AND ".join(parts)


def in_postgresql(query: Query, *, streams: Collection[int], sender_id: int | None) -> str:
    """As a tsquery is spelled."""
    parts = ["(" + " | ".join(map(stream_mark, streams)) + ")"]
    if sender_id is not None:
        parts.append(sender_mark(sender_id))
    for phrase in query.phrases:
        inner = " <-> ".join(f"'{word}'" for word in phrase.words)
        parts.append(f"({inner}{':*' if phrase.begins else ''})")
    return " & ".join(parts)

"""The words around what was found, as pieces of plain text: whoever shows them decides how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypedDict

from virtualcafe.chat.search.query import Phrase
from virtualcafe.chat.search.words import Place, places

BEFORE, LENGTH = 60, 200
MORE = "…"


class Piece(TypedDict):
    text: str
    mark: bool


class Span(NamedTuple):
    start: int
    end: int


def snippet(content: str, phrases: Sequence[Phrase]) -> list[Piece]:
    """From a little before the first hit on; every hit in it is marked."""
    hits = _joined(_hits(list(places(content)), phrases))
    start = _word_before(content, hits[0].start - BEFORE) if hits else 0
    end = _word_after(content, start + LENGTH)
    pieces = list(_pieces(content, [hit for hit in hits if hit.end <= end], start, end))
    return [{"text": " ".join(_parted(each["text"])), "mark": each["mark"]} for each in pieces]


def _pieces(content: str, hits: Iterable[Span], start: int, end: int) -> Iterator[Piece]:
    if start > 0:
        yield {"text": MORE, "mark": False}
    at = start
    for hit in hits:
        if hit.start > at:
            yield {"text": content[at : hit.start], "mark": False}
        yield {"text": content[hit.start : hit.end], "mark": True}
        at = hit.end
    rest = content[at:end] + (MORE if end < len(content) else "")
    if rest:
        yield {"text": rest, "mark": False}


def _hits(text: Sequence[Place], phrases: Sequence[Phrase]) -> list[Span]:
    return sorted(
        Span(text[at].start, text[at + len(phrase.words) - 1].end)
        for phrase in phrases
        for at in range(len(text) - len(phrase.words) + 1)
        if _stands(phrase, text, at)
    )


def _stands(phrase: Phrase, text: Sequence[Place], at: int) -> bool:
    *whole, last = phrase.words
    if any(text[at + n].word != word for n, word in enumerate(whole)):
        return False
    word = text[at + len(whole)].word
    return word.startswith(last) if phrase.begins else word == last


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans that overlap as one."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _word_before(content: str, at: int) -> int:
    """Where the word begins that `at` would cut; but no run without spaces is followed for long."""
    if at <= 0:
        return 0
    space = content.rfind(" ", max(0, at - BEFORE // 2), at)
    return space + 1 if space >= 0 else at


def _word_after(content: str, at: int) -> int:
    if at >= len(content):
        return len(content)
    space = content.find(" ", at, at + BEFORE // 2)
    return space if space >= 0 else at


def _parted(text: str) -> list[str]:
    """Lines on one; a space at either end stays."""
    return text.replace("\n", " ").split(" ") if "\n" in text else [text]

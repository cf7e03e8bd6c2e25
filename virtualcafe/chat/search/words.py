"""The words of a text, without case and accents.

Scripts that write without spaces, and pictures, count as one word a sign; a phrase of such signs is
then found inside a longer run of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

#: Longer than any word; databases don't take endless ones.
LONGEST = 40

_SINGLE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"  # pictures
    "\u3005\u3040-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    "\uac00-\ud7a3"  # Korean has spaces, but glues its little words on
)
_WORD = re.compile(rf"[{_SINGLE}]|[^\W_{_SINGLE}]+")
_ASCII_WORD = re.compile(r"[a-z0-9]+")


class Place(NamedTuple):
    """A word and the characters of the text from which it was read."""

    word: str
    start: int
    end: int


def words(text: str) -> list[str]:
    """In their order."""
    if text.isascii():
        found = _ASCII_WORD.findall(text.lower())
    else:
        found = _WORD.findall("".join(map(_folded, text)))
    return found if len(text) <= LONGEST else [word[:LONGEST] for word in found]


def places(text: str) -> Iterator[Place]:
    """The same words, each with where it stands in `text` as it was written."""
    folded = [_folded(character) for character in text]
    origin = [at for at, signs in enumerate(folded) for _ in signs]
    for match in _WORD.finditer("".join(folded)):
        start, end = origin[match.start()], origin[match.end() - 1] + 1
        yield Place(match.group()[:LONGEST], start, end)


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    """One character, or the several that it stands for, in lower case and without marks."""
    if character.isascii():
        return character.lower()
    apart = unicodedata.normalize("NFKD", character).casefold()
    plain = [
        each for each in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(each)
    ]
    return unicodedata.normalize("NFC", "".join(plain))

"""`||words||` are covered until the reader looks under them.

    <span class="spoiler" tabindex="0"><span class="spoiler-words">words</span></span>

Whoever focuses or presses it sees the words, by the style sheet alone; a script may leave it open
with `data-open`. Covered words are hidden from screen readers too."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_BARS = re.compile(r"(?<!\|)\|\|(?!\|)")
_COVERED = re.compile(r"(?<!\|)\|\|(?=[^\s|])[^|]*+(?:\|(?!\|)[^|]*+)*+(?<!\s)\|\|(?!\|)")
_COVER = "\u2592" * 5
_BREAKS = {"softbreak", "hardbreak"}


def covered(text: str) -> str:
    """The text as typed, for an excerpt, without what its spoilers hide."""
    return _COVERED.sub(_COVER, text) if "||" in text else text


def teach(parser: MarkdownIt) -> None:
    # Before escaped bars join the text around them.
    parser.core.ruler.before("text_join", "spoilers", _cover)


def _cover(state: StateCore) -> None:
    for block in state.tokens:
        if block.type == "inline" and block.children and block.content.count("||") > 1:
            block.children = _Cover(_split(block.children)).tokens


def _split(tokens: list[Token]) -> list[Token]:
    """With each pair of bars in a token of its own."""
    out: list[Token] = []
    for token in tokens:
        if token.type != "text" or "||" not in token.content:
            out.append(token)
            continue
        at = 0
        for bars in _BARS.finditer(token.content):
            out += _text(token.content[at : bars.start()])
            out.append(Token("bars", "", 0, content="||"))
            at = bars.end()
        out += _text(token.content[at:])
    return out


def _text(content: str) -> list[Token]:
    return [Token("text", "", 0, content=content)] if content else []


@dataclass
class _Cover:
    """Bars become spoilers in pairs, both inside the same emphasis; as with emphasis, bars with a
    space on their inner side are words: `a || b`."""

    tokens: list[Token]
    #: Where the opening bars wait, for each element that is open.
    _waiting: list[int | None] = field(default_factory=lambda: [None])

    def __post_init__(self) -> None:
        for at, token in enumerate(self.tokens):
            if token.nesting == 1:
                self._waiting.append(None)
            elif token.nesting == -1:
                self._waiting.pop()
            elif token.type == "bars":
                self._meet(at)
        self.tokens = [piece for token in self.tokens for piece in _drawn(token)]

    def _meet(self, at: int) -> None:
        opening = self._waiting[-1]
        if opening is not None and opening < at - 1 and self._is_word(at - 1, slice(-1, None)):
            self.tokens[opening].type, self.tokens[at].type = "spoiler_open", "spoiler_close"
            self._waiting[-1] = None
        elif self._is_word(at + 1, slice(1)):
            self._waiting[-1] = at

    def _is_word(self, at: int, end: slice) -> bool:
        """Whether something other than a space touches the bars there."""
        if not 0 <= at < len(self.tokens) or self.tokens[at].type in _BREAKS:
            return False
        return self.tokens[at].type != "text" or not self.tokens[at].content[end].isspace()


def _drawn(token: Token) -> list[Token]:
    if token.type == "spoiler_open":
        return [
            Token("spoiler_open", "span", 1, attrs={"class": "spoiler", "tabindex": "0"}),
            Token("spoiler_words_open", "span", 1, attrs={"class": "spoiler-words"}),
        ]
    if token.type == "spoiler_close":
        return [Token("spoiler_words_close", "span", -1), Token("spoiler_close", "span", -1)]
    if token.type == "bars":
        token.type = "text"
    return [token]

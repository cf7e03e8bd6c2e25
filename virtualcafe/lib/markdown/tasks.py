"""`- [ ] to do` and `- [x] done`: drawn, not to be pressed: a message is what was written.

The box is a character, so that it is read aloud and copied in any language; the style sheet draws
over it."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_TO_DO, _DONE = "\u2610", "\u2611"
_BOXES = {"[ ] ": _TO_DO, "[x] ": _DONE, "[X] ": _DONE}
_BEFORE_WORDS = ("list_item_open", "paragraph_open")


def teach(parser: MarkdownIt) -> None:
    parser.core.ruler.after("inline", "tasks", _draw)


def _draw(state: StateCore) -> None:
    for at, words in enumerate(state.tokens):
        before = state.tokens[max(at - 2, 0) : at]
        if words.type == "inline" and tuple(token.type for token in before) == _BEFORE_WORDS:
            _draw_box(before[0], words.children or [])


def _draw_box(item: Token, words: list[Token]) -> None:
    first = words[0] if words else None
    if first is None or first.type != "text" or first.content[:4] not in _BOXES:
        return
    box, first.content = _BOXES[first.content[:4]], first.content[4:]
    item.attrSet("class", "task" if box == _TO_DO else "task done")
    words[:0] = [
        Token("box_open", "span", 1, attrs={"class": "task-box"}),
        Token("text", "", 0, content=box),
        Token("box_close", "span", -1),
        Token("text", "", 0, content=" "),
    ]

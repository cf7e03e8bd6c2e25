"""`https://…` in running text becomes a link, as everybody expects who pastes one."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_BARE_LINK = re.compile(r"(?<![\w/])https?://[^\s<>\"'`]+")
_TRAILING = ".,;:!?*_~)]}|"


def teach(parser: MarkdownIt) -> None:
    parser.core.ruler.push("bare_link", _link_bare)


def _link_bare(state: StateCore) -> None:
    for block in state.tokens:
        if block.type == "inline" and block.children and "://" in block.content:
            block.children = _with_links(block.children)


def _with_links(tokens: list[Token]) -> list[Token]:
    out: list[Token] = []
    inside = 0
    for token in tokens:
        inside += (token.type == "link_open") - (token.type == "link_close")
        if token.type == "text" and not inside and "://" in token.content:
            out.extend(_split(token.content))
        else:
            out.append(token)
    return out


def _split(text: str) -> list[Token]:
    out: list[Token] = []
    at = 0
    for match in _BARE_LINK.finditer(text):
        address = _trimmed(match.group())
        out += [_text(text[at : match.start()]), *_link(address)]
        at = match.start() + len(address)
    return [*out, _text(text[at:])]


def _trimmed(address: str) -> str:
    """Without the punctuation of the sentence around it; `(…)` inside an address stays."""
    end, open_ones, closed = len(address), address.count("("), address.count(")")
    while address[end - 1] in _TRAILING and not (address[end - 1] == ")" and open_ones >= closed):
        closed -= address[end - 1] == ")"
        end -= 1
    return address[:end]


def _link(address: str) -> list[Token]:
    opening = Token("link_open", "a", 1, attrs={"href": normalizeLink(address)})
    return [opening, _text(address), Token("link_close", "a", -1)]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)

"""`@name` calls a person, wherever it is words: not in code, formulas or the words of a link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

#: Where a rendering's people are kept.
PEOPLE = "people"
#: Longer than any username (see accounts.usernames).
LONGEST = 30
#: So many are looked up of one text; further ones are words.
MOST_NAMES = 100

#: What may stand right before the `@`: `a@b.org`, `/@x` and `?to=@x` call nobody.
_BEFORE = r"(?<![^\s(\[{\"'*_~|,;:>\u0080-\U0010ffff])"
_NAME = re.compile(_BEFORE + r"@(?P<name>[A-Za-z0-9_.-]{3,})")
_CALLED = re.compile(r'<span class="mention" data-person="(\d{1,18})">')


def names(text: str) -> frozenset[str]:
    """What may be somebody's name after an `@`, in lower case; more than will be called."""
    if "@" not in text:
        return frozenset()
    spelled = (name for found in _NAME.finditer(text) for name in _spellings(found["name"]))
    return frozenset(islice(spelled, MOST_NAMES))


def mentioned(html: str) -> frozenset[int]:
    """The people called in what was rendered: nobody can type a tag."""
    return frozenset(map(int, _CALLED.findall(html)))


def teach(parser: MarkdownIt) -> None:
    parser.inline.ruler.before("escape", "mention", _mention)


def _mention(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    people: Mapping[str, int] = state.env.get(PEOPLE) or {}
    if not people or state.src[state.pos] != "@" or state.linkLevel:
        return False
    match = _NAME.match(state.src, state.pos, state.posMax)
    called = match and next((name for name in _spellings(match["name"]) if name in people), None)
    if not called:
        return False
    if not silent:
        opening = state.push("mention_open", "span", 1)
        opening.attrs = {"class": "mention", "data-person": str(people[called])}
        state.push("text", "", 0).content = state.src[state.pos : state.pos + 1 + len(called)]
        state.push("mention_close", "span", -1)
    state.pos += 1 + len(called)
    return True


def _spellings(typed: str) -> Iterator[str]:
    """A name may end with a dot, and so may the sentence: the longest that is somebody's counts."""
    name = typed[:LONGEST].lower() if len(typed.rstrip("._-")) <= LONGEST else ""
    while len(name) >= 3:
        yield name
        if name[-1] not in "._-":
            return
        name = name[:-1]

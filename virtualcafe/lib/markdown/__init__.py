"""Markdown to safe HTML, rendered once when a message is written.

CommonMark with tables, strikethrough, bare links, tasks, spoilers, mentions, highlighted code and
mathematics; line breaks are kept, raw HTML is text, pictures are links. Whatever comes out of the
parsers goes through one sanitiser, `cleaner`.
"""

from __future__ import annotations

import html
import logging
from collections.abc import Mapping
from types import MappingProxyType

from virtualcafe.lib.markdown import cleaner, parser, plain
from virtualcafe.lib.markdown.mentions import mentioned, names
from virtualcafe.lib.markdown.spoilers import covered

__all__ = ["MAX_CELLS", "MAX_HTML", "covered", "mentioned", "names", "render"]

log = logging.getLogger(__name__)

#: Highlighting and mathematics multiply what was typed; more than this is shown plain.
MAX_HTML = 60_000
MAX_CELLS = 2_000

NOBODY: Mapping[str, int] = MappingProxyType({})


def render(text: str, mentions: Mapping[str, int] = NOBODY) -> str:
    """HTML that may stand in a page of ours as it is.

    `mentions` maps the names, in lower case, that may be called with an `@` to the ids of their
    people; `names` tells which to look up, and `mentioned` who was called in the end."""
    return plain.rendered(text, mentions) or _rendered(text, mentions)


def _rendered(text: str, mentions: Mapping[str, int] = NOBODY) -> str:
    if _too_wide(text):
        return _as_typed(text)
    try:
        rendered = cleaner.clean(parser.html_of(text, mentions))
    except Exception:  # one message that trips a parser must not take its batch along
        log.exception("A message of %d characters could not be rendered", len(text))
        return _as_typed(text)
    return rendered if len(rendered) <= MAX_HTML else _as_typed(text)


def _too_wide(text: str) -> bool:
    """A table fills up short rows: 300 columns over 700 rows would be 210,000 cells."""
    lines = text.split("\n")
    return "|" in text and len(lines) * max(line.count("|") for line in lines) > MAX_CELLS


def _as_typed(text: str) -> str:
    return f"<pre>{html.escape(text, quote=False)}</pre>"

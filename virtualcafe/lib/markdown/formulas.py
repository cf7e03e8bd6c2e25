"""LaTeX to MathML, which browsers draw themselves. What can't be read stays as it was typed."""

from __future__ import annotations

import html
import re

#: Longer than anybody writes in a chat. The converter recurses once per brace and takes
#: time in the square of the length; 400 characters cost it 5 ms at most.
MAX_LENGTH = 400
#: Macros could expand into each other without end; a link or a style isn't mathematics.
_REFUSED = re.compile(
    r"\\(?:(?:re)?new|provide|def|let|DeclareMathOperator|href|url|style|class|cssId)"
)


def mathml(source: str, *, block: bool) -> str:
    """`<math>…</math>`, not sanitised yet; `<code>` with the source where there is no way."""
    if len(source) > MAX_LENGTH or _REFUSED.search(source):
        return as_typed(source)
    from latex2mathml.converter import convert

    try:
        return str(convert(source, display="block" if block else "inline"))
    except Exception:  # RecursionError, KeyError…: whatever a half-typed formula runs into
        return as_typed(source)


def as_typed(source: str) -> str:
    return f"<code>{html.escape(source, quote=False)}</code>"

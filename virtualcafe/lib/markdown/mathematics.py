"""`$x$` and `$$x$$` in running text, `$$` around lines."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.dollarmath.index import math_block_dollar

from virtualcafe.lib.markdown import formulas

#: Of one message; past it formulas stay as typed.
MAX_FORMULAS = 1_600

_FORMULA = re.compile(
    r"\$\$(?P<display>(?:[^$\\]|\\.)++)\$\$|(?<!\d)\$(?!\s)(?P<inline>(?:[^$\\]|\\.)++)(?<!\s)\$(?!\d)",
    re.DOTALL,
)


def teach(parser: MarkdownIt) -> None:
    block = math_block_dollar(allow_labels=False, allow_blank_lines=False)
    parser.block.ruler.before("fence", "math_block", block)
    parser.inline.ruler.before("escape", "math_inline", _dollars)


def drawn(source: str, env: dict[str, int], *, block: bool) -> str:
    spent = env["formulas"] = env.get("formulas", 0) + len(source)
    if spent > MAX_FORMULAS:
        return formulas.as_typed(source)
    return formulas.mathml(source, block=block)


def _dollars(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """`$5 or $6` is money (the plugin's own rule looks for the digit before a leading dollar at the
    end of the text)."""
    match = _FORMULA.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = match["display"] or match["inline"]
        token.markup = "$$" if match["display"] else "$"
    state.pos = match.end()
    return True

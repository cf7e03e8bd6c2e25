"""Markdown to safe HTML, rendered once when a message is written.

CommonMark with tables, strikethrough, bare links, highlighted code and mathematics; line breaks are
kept, raw HTML is text, pictures are links. Whatever comes out of the parsers goes through nh3.
"""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Sequence
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.dollarmath.index import math_block_dollar

from virtualcafe.lib import formulas, highlight

log = logging.getLogger(__name__)

#: Highlighting and mathematics multiply what was typed; more than this is shown plain.
MAX_HTML = 60_000
#: Of one message; past it code is shown without colours and formulas as typed.
MAX_HIGHLIGHTED = 1_200
MAX_FORMULAS = 1_600
MAX_CELLS = 2_000
#: Blocks inside blocks, and links inside emphasis inside links.
MAX_NESTING = 16

# Lines in which no character means anything to Markdown or HTML; possessive: it can't backtrack.
_LINE = r"(?![#>+\-=:\d\s])[^\\`*_~\[\]<>&$|\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]++(?<!\s)(?=\n|\Z)"
_PLAIN = re.compile(rf"{_LINE}(?:\n++{_LINE})*+")
_BARE_LINK = re.compile(r"(?<![\w/])https?://[^\s<>\"'`]+")
_FORMULA = re.compile(
    r"\$\$(?P<display>(?:[^$\\]|\\.)++)\$\$|(?<!\d)\$(?!\s)(?P<inline>(?:[^$\\]|\\.)++)(?<!\s)\$(?!\d)",
    re.DOTALL,
)
_TRAILING = ".,;:!?*_~)]}"


def render(text: str) -> str:
    """HTML that may stand in a page of ours as it is."""
    plain = _rendered_plain(text)
    return _rendered(text) if plain is None else plain


def _rendered_plain(text: str) -> str | None:
    """What `_rendered` would say of text without any markup, forty times faster; else None."""
    if "://" in text or not _PLAIN.fullmatch(text):
        return None
    if "\n" not in text:
        return f"<p>{text}</p>"
    paragraphs = re.split(r"\n\n+", text)
    return (
        "\n".join(f"<p>{each}</p>" for each in paragraphs)
        .replace("\n", "<br>\n")
        .replace("</p><br>\n", "</p>\n")
    )


def _rendered(text: str) -> str:
    if _too_wide(text):
        return _as_typed(text)
    try:
        rendered = _clean(_markdown.render(text, {}))
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


class _Renderer(RendererHTML):
    def fence(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        token = tokens[idx]
        language = token.info.split()[0] if token.info.strip() else ""
        spent = env["highlighted"] = env.get("highlighted", 0) + len(token.content)
        language = language if spent <= MAX_HIGHLIGHTED else ""
        code = highlight.highlighted(token.content, language)
        return f'<pre><code class="highlight">{code}</code></pre>\n'

    def math_inline(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return _formula(tokens[idx].content, env, block=tokens[idx].markup == "$$")

    def math_block(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return f"<p>{_formula(tokens[idx].content.strip(), env, block=True)}</p>\n"


def _formula(source: str, env: dict[str, int], *, block: bool) -> str:
    spent = env["formulas"] = env.get("formulas", 0) + len(source)
    if spent > MAX_FORMULAS:
        return formulas.as_typed(source)
    return formulas.mathml(source, block=block)


def _dollars(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """`$x$` and `$$x$$` in running text; "$5 or $6" is money (the plugin's own rule looks for the
    digit before a leading dollar at the end of the text)."""
    match = _FORMULA.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = match["display"] or match["inline"]
        token.markup = "$$" if match["display"] else "$"
    state.pos = match.end()
    return True


def _link_bare(state: StateCore) -> None:
    """`https://…` in running text becomes a link, as everybody expects who pastes one."""
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
    while address[-1] in _TRAILING and not (
        address[-1] == ")" and address.count("(") >= address.count(")")
    ):
        address = address[:-1]
    return address


def _link(address: str) -> list[Token]:
    opening = Token("link_open", "a", 1, attrs={"href": _markdown.normalizeLink(address)})
    return [opening, _text(address), Token("link_close", "a", -1)]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _parser() -> MarkdownIt:
    options = {"html": False, "breaks": True, "maxNesting": MAX_NESTING, "xhtmlOut": False}
    parser = MarkdownIt("commonmark", options, renderer_cls=_Renderer)
    # A line of dashes under a sentence is a rule in a chat, not a heading.
    parser.enable(["table", "strikethrough"]).disable(["image", "lheading", "html_inline"])
    parser.block.ruler.before(
        "fence", "math_block", math_block_dollar(allow_labels=False, allow_blank_lines=False)
    )
    parser.inline.ruler.before("escape", "math_inline", _dollars)
    parser.core.ruler.push("bare_link", _link_bare)
    return parser


_markdown = _parser()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MATH = _words("""
    math mrow mi mo mn mtext mspace ms mfrac msqrt mroot mstyle mpadded mphantom msub msup msubsup
    munder mover munderover mmultiscripts mprescripts none mtable mtr mtd menclose
""")
_HTML = _words("""
    p br hr em strong s code pre blockquote ul ol li h1 h2 h3 h4 h5 h6 a span table thead tbody tr
    th td
""")
_MATH_ATTRIBUTES = _words("""
    display mathvariant stretchy fence form separator accent accentunder lspace rspace
    linethickness width height depth columnalign rowspacing columnspacing displaystyle scriptlevel
    movablelimits minsize maxsize largeop symmetric notation
""")
_ADDRESS = re.compile(r"(?:https?:|mailto:)", re.IGNORECASE)
_HIGHLIGHT_CLASS = re.compile(r"[a-z][a-z0-9]{0,2}")


def _filtered(tag: str, name: str, value: str) -> str | None:
    """Addresses that say their scheme, Pygments' own short class names, numbers of lists."""
    if name == "href":
        return value if _ADDRESS.match(value) else None
    if name == "class":
        wanted = value == "highlight" or (tag == "span" and _HIGHLIGHT_CLASS.fullmatch(value))
        return value if wanted else None
    if tag == "ol" and name == "start":
        return value if value.isdigit() else None
    return value


_cleaner = nh3.Cleaner(
    tags=set(_HTML | _MATH),
    attributes={
        "a": {"href", "title"},
        "ol": {"start"},
        "code": {"class"},
        "span": {"class"},
        **{tag: set(_MATH_ATTRIBUTES) for tag in _MATH},
    },
    attribute_filter=_filtered,
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer nofollow",
    set_tag_attribute_values={"a": {"target": "_blank"}},
)


def _clean(rendered: str) -> str:
    return _cleaner.clean(rendered).strip("\n")

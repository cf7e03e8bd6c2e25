"""The one sanitiser: what isn't named here never reaches a page, whatever the parsers say."""

from __future__ import annotations

import re

import nh3


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MATH = _words("""
    math mrow mi mo mn mtext mspace ms mfrac msqrt mroot mstyle mpadded mphantom msub msup msubsup
    munder mover munderover mmultiscripts mprescripts none mtable mtr mtd menclose
""")
HTML = _words("""
    p br hr em strong s code pre blockquote ul ol li h1 h2 h3 h4 h5 h6 a span table thead tbody tr
    th td
""")
MATH_ATTRIBUTES = _words("""
    display mathvariant stretchy fence form separator accent accentunder lspace rspace
    linethickness width height depth columnalign rowspacing columnspacing displaystyle scriptlevel
    movablelimits minsize maxsize largeop symmetric notation
""")
#: Whole values, or a pattern they match whole. Pygments' own class names are that short.
ATTRIBUTES: dict[tuple[str, str], re.Pattern[str]] = {
    ("a", "href"): re.compile(r"(?:https?|mailto):.*", re.IGNORECASE | re.DOTALL),
    ("a", "title"): re.compile(r".*", re.DOTALL),
    ("ol", "start"): re.compile(r"[0-9]+"),
    ("li", "class"): re.compile(r"task|task done"),
    ("code", "class"): re.compile(r"highlight"),
    ("span", "class"): re.compile(
        r"[a-z][a-z0-9]{0,2}|mention|spoiler|spoiler-words|task-box"
    ),
    ("span", "data-person"): re.compile(r"[0-9]{1,18}"),
    ("span", "tabindex"): re.compile(r"0"),
}  # fmt: skip


def _named(tag: str) -> set[str]:
    return {name for of, name in ATTRIBUTES if of == tag}


def _filtered(tag: str, name: str, value: str) -> str | None:
    wanted = ATTRIBUTES.get((tag, name))
    return value if wanted is None or wanted.fullmatch(value) else None


_cleaner = nh3.Cleaner(
    tags=set(HTML | MATH),
    attributes={
        **{tag: _named(tag) for tag in HTML},
        **{tag: set(MATH_ATTRIBUTES) for tag in MATH},
    },
    attribute_filter=_filtered,
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer nofollow",
    set_tag_attribute_values={"a": {"target": "_blank"}},
)


def clean(rendered: str) -> str:
    return _cleaner.clean(rendered).strip("\n")

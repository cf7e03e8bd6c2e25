"""Nothing that anybody types runs in anybody's browser, or keeps the server busy."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from virtualcafe.lib import markdown
from virtualcafe.lib.markdown import cleaner, plain

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "[x](//evil.example)",
    '[x](https://e.org"onmouseover="alert(1))',
    "[x](https://e.org 'a\" onmouseover=\"alert(1)')",
    '![x](https://e.org/a.png"onerror="alert(1))',
    "<javascript:alert(1)>",
    'https://e.org/"onmouseover="alert(1)',
    "https://e.org/<script>alert(1)</script>",
    '```"onmouseover="alert(1)\nx\n```',
    "```html\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "$\\text{<script>alert(1)</script>}$",
    "$\\text{<img src=x onerror=alert(1)>}$",
    "$\\href{javascript:alert(1)}{x}$",
    "$\\mbox{</mtext></math><img src=x onerror=alert(1)>}$",
    '$\\color{red" onclick="alert(1)}{x}$',
    "$\\style{background:url(x)}{x}$",
    "$<script>alert(1)</script>$",
    "$$\n</math><script>alert(1)</script>\n$$",
    "$\\operatorname{</mi><script>alert(1)</script>}$",
    "| <script>alert(1)</script> |\n|-|\n| x |",
    "[a]: javascript:alert(1)\n\n[a]",
    "[a]: <data:text/html,x>\n\n[a]",
]

TAGS = cleaner.HTML | cleaner.MATH
FREE = cleaner.MATH_ATTRIBUTES
SAFE_ADDRESS = re.compile(r"(https?:|mailto:)", re.IGNORECASE)


class Inspector(HTMLParser):
    """Refuses every tag and attribute that isn't known to be harmless."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        for name, value in attrs:
            if name == "href":
                assert value is not None
                assert SAFE_ADDRESS.match(value), value
            elif name == "class":
                assert value == "highlight" or re.fullmatch(r"[a-z][a-z0-9]{0,2}", value or "")
            else:
                assert name in FREE | {"target", "rel", "title", "start"}, name

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)


def inspect(html: str) -> None:
    inspector = Inspector()
    inspector.feed(html)
    inspector.close()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_attackers_type(payload: str) -> None:
    for typed in (
        payload,
        f"> {payload}",
        f"- {payload}",
        f"*{payload}*",
        f"[{payload}](https://e.org)",
    ):
        inspect(markdown.render(typed))


MARKS = """
* ** _ ` ~~ [ ]( ) < > & &lt; $ $$ | |-| \\ { } ^ " ' - 1. > # <b a script
onerror= javascript: https:// \\text{ \\frac
"""
MARKUP = st.sampled_from(MARKS.split()).flatmap(
    lambda mark: st.sampled_from([mark, f"{mark} ", f"\n{mark}", f"{mark}\n\n", "\u00a0", "\0"])
)


@settings(max_examples=300, deadline=None)
@given(st.lists(MARKUP, max_size=40).map("".join))
def test_whatever_is_combined(typed: str) -> None:
    inspect(markdown.render(typed))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text(typed: str) -> None:
    inspect(markdown.render(typed))


LINES = st.text(
    st.one_of(
        st.characters(codec="utf-8"), st.sampled_from("abc .,!?'\"()/@%;#>+-=:0123456789^{}\u3000é")
    ),
    max_size=20,
)


@settings(max_examples=500, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=5).map("\n".join))
@example("a\n\n\nb\nc")
@example("12) x")
@example('said: "it\'s (not) 5% /a/ {b} @c; ok?"')
def test_the_short_way_says_what_the_long_way_says(typed: str) -> None:
    """Text without markup takes a short way around the parsers."""
    short = plain.rendered(typed, {})
    assert short is None or short == markdown._rendered(typed)


def test_every_single_character_takes_the_same_way_both_ways() -> None:
    taken = 0
    for start in range(0x20, 0x3000, 64):
        for code in range(start, start + 64):
            typed = f"a{chr(code)}b\n{chr(code)}b"
            short = plain.rendered(typed, {})
            taken += short is not None
            assert short is None or short == markdown._rendered(typed), hex(code)
    assert taken > 10_000


HOSTILE = [
    "[" * 4_000,
    "[](" * 1_333,
    "[[](" * 1_000,
    "![" * 2_000,
    ">" * 4_000,
    "> " * 2_000,
    "*" * 4_000,
    "*a" * 2_000,
    "_a_[a][" * 570,
    "`" * 4_000,
    "".join("`" * n + " " for n in range(1, 88)),
    "<" * 4_000,
    "<!--" * 1_000,
    "&" * 4_000,
    "~~a" * 1_333,
    "- " * 2_000,
    "".join("  " * n + "- a\n" for n in range(60)),
    "|" * 4_000,
    "|a" * 1_000 + "|\n" + "|-" * 900 + "|",
    "$" * 4_000,
    "$" + "\\frac{" * 650 + "$",
    "$" + "{" * 3_000 + "$",
    "$" + "x^" * 1_900 + "$",
    "$" + "\\left(" * 600 + "$",
    "$" + "\\sqrt" * 79 + "$",
    "$" + "\\begin{matrix}" * 28 + "$",
    "\\" * 4_000,
    "https://" * 500,
    "http://" + ")" * 3_990,
    "".join(f"[a{n}]: b\n" for n in range(300)),
    "```c\n" + "\n" * 3_900 + "```",
    "```python\n" + '"' * 3_900 + "```",
    "\n" * 3_999 + "a",
    "a\n" * 2_000,
    "\u202e" * 4_000,
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_the_worst_is_rendered_within_bounds(typed: str) -> None:
    html = markdown.render(typed[:4_000])
    inspect(html)
    assert len(html) <= markdown.MAX_HTML

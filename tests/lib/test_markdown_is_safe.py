"""Nothing that anybody types runs in anybody's browser, or keeps the server busy."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.safety import corpus, markdown_corpus
from tests.safety.markup import refuse_what_is_not_ours as inspect
from virtualcafe.lib import markdown
from virtualcafe.lib.markdown import plain

PEOPLE = {"alice": 1, "bob": 2}


@pytest.mark.parametrize(
    "wrap", ["{}", "> {}", "- {}", "*{}*", "||{}||", "- [x] {}", "[{}](https://e.org)"]
)
def test_what_attackers_type(wrap: str) -> None:
    for payload in corpus.PLAIN:
        inspect(markdown.render(wrap.format(payload), PEOPLE))


def test_what_attackers_type_who_know_markdown() -> None:
    for payload in markdown_corpus.markdown_vectors():
        inspect(markdown.render(payload, PEOPLE))


MARKS = """
* ** _ ` ~~ [ ]( ) < > & &lt; $ $$ | |-| \\ { } ^ " ' - 1. > # <b a script
onerror= javascript: https:// \\text{ \\frac || [x] - @bob @ @alice. ``` ``` ~~~ mailto: &colon;
"""
MARKUP = st.sampled_from(MARKS.split()).flatmap(
    lambda mark: st.sampled_from([mark, f"{mark} ", f"\n{mark}", f"{mark}\n\n", "\u00a0", "\0"])
)


@settings(max_examples=300, deadline=None)
@given(st.lists(MARKUP, max_size=40).map("".join))
def test_whatever_is_combined(typed: str) -> None:
    inspect(markdown.render(typed, PEOPLE))


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
    "||a" * 1_333,
    "||" * 2_000,
    "*||a" * 1_000,
    "||*a||" * 660,
    "@bob" * 1_000,
    "@bob " * 800,
    "@" * 4_000,
    "@bob" + "." * 3_996,
    "- [ ] a\n" * 500,
    "".join("  " * n + "- [x] a\n" for n in range(60)),
    "[@bob](" * 570,
    "> ||" * 1_000,
    "https://e.org/" + "||" * 1_990,
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_the_worst_is_rendered_within_bounds(typed: str) -> None:
    html = markdown.render(typed[:4_000], PEOPLE)
    inspect(html)
    assert len(html) <= markdown.MAX_HTML


#: For one character of the worst that is known, `[[](` again and again, it takes 434.
MOST_CALLS = 500


def calls(run: Any) -> int:
    """How many functions are called, in Python and out of it: work that no busy machine changes."""
    count = 0

    def tick(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(tick)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("typed", HOSTILE)
def test_the_work_for_a_character_has_a_bound(typed: str) -> None:
    full = typed[:4_000]
    markdown.render(full, PEOPLE)  # what is loaded at first use isn't counted
    work = calls(lambda: markdown.render(full, PEOPLE))
    assert work <= MOST_CALLS * len(full)

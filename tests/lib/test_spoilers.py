"""Words between bars stay covered until somebody looks."""

from __future__ import annotations

import pytest

from virtualcafe.lib import markdown

OPEN = '<span class="spoiler" tabindex="0"><span class="spoiler-words">'
CLOSE = "</span></span>"


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("||the end||", f"<p>{OPEN}the end{CLOSE}</p>"),
        ("so ||a|| and ||b||!", f"<p>so {OPEN}a{CLOSE} and {OPEN}b{CLOSE}!</p>"),
        ("||**b**||", f"<p>{OPEN}<strong>b</strong>{CLOSE}</p>"),
        ("**||b||**", f"<p><strong>{OPEN}b{CLOSE}</strong></p>"),
        ("||one\ntwo||", f"<p>{OPEN}one<br>\ntwo{CLOSE}</p>"),
        ("||a | b||", f"<p>{OPEN}a | b{CLOSE}</p>"),
        ("||`a || b`||", f"<p>{OPEN}<code>a || b</code>{CLOSE}</p>"),
        ("> ||q||", f"<blockquote>\n<p>{OPEN}q{CLOSE}</p>\n</blockquote>"),
        ("||a|| b||", f"<p>{OPEN}a{CLOSE} b||</p>"),
        ("||*a ||b|| c*||", f"<p>{OPEN}<em>a {OPEN}b{CLOSE} c</em>{CLOSE}</p>"),
    ],
)
def test_spoilers(typed: str, html: str) -> None:
    assert markdown.render(typed) == html


def test_an_address_under_cover() -> None:
    html = markdown.render("||https://e.org||")
    assert html.startswith(f'<p>{OPEN}<a href="https://e.org" ')
    assert html.endswith(f">https://e.org</a>{CLOSE}</p>")


@pytest.mark.parametrize(
    "typed",
    [
        "a || b || c",
        "||open",
        "|| a||",
        "||a ||",
        "||||",
        "||||||",
        "|||a|||",
        "|a|",
        r"\||a||",
        r"||a|\|",
        "`||a||`",
        "*a ||b* c||",
        "||a\n\nb||",
        "||\na||",
        "```\n||a||\n```",
        "||",
    ],
)
def test_what_is_no_spoiler(typed: str) -> None:
    assert "spoiler" not in markdown.render(typed)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("so ||the end|| then", "so ▒▒▒▒▒ then"),
        ("||a|| ||b||", "▒▒▒▒▒ ▒▒▒▒▒"),
        ("||a | b||", "▒▒▒▒▒"),
        ("||one\ntwo||", "▒▒▒▒▒"),
        ("a || b || c", "a || b || c"),
        ("||||", "||||"),
        ("nothing | here", "nothing | here"),
    ],
)
def test_an_excerpt_covers_them_too(typed: str, shown: str) -> None:
    assert markdown.covered(typed) == shown

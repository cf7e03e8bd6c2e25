"""An `@` and the name of somebody who can be called becomes a mention, outside code."""

from __future__ import annotations

import pytest

from virtualcafe.lib import markdown

PEOPLE = {"bob": 7, "dr.who": 8, "zoe.": 9, "_snow_": 10, "a" * 30: 11}


def called(pk: int, name: str) -> str:
    return f'<span class="mention" data-person="{pk}">@{name}</span>'


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("@bob", f"<p>{called(7, 'bob')}</p>"),
        ("Hi @BoB, and @dr.who.", f"<p>Hi {called(7, 'BoB')}, and {called(8, 'dr.who')}.</p>"),
        ("(@bob)", f"<p>({called(7, 'bob')})</p>"),
        ("@bob...", f"<p>{called(7, 'bob')}...</p>"),
        ("@bob- no", f"<p>{called(7, 'bob')}- no</p>"),
        ("@zoe.", f"<p>{called(9, 'zoe.')}</p>"),
        ("**@bob**", f"<p><strong>{called(7, 'bob')}</strong></p>"),
        ("@_snow_", f"<p>{called(10, '_snow_')}</p>"),
        ("> @bob", f"<blockquote>\n<p>{called(7, 'bob')}</p>\n</blockquote>"),
        ("早@bob", f"<p>早{called(7, 'bob')}</p>"),
        (f"@{'a' * 30}", f"<p>{called(11, 'a' * 30)}</p>"),
    ],
)
def test_who_is_called(typed: str, html: str) -> None:
    assert markdown.render(typed, PEOPLE) == html
    assert set(PEOPLE) & markdown.names(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "@charlie",
        "@bobby",
        "@bo",
        "bob",
        "mail@bob",
        "https://e.org/@bob",
        "https://e.org/?to=@bob",
        "@@bob",
        r"\@bob",
        "`@bob`",
        "```\n@bob\n```",
        "    @bob",
        "[@bob](https://e.org)",
        "$@bob$",
        f"@{'a' * 31}",
    ],
)
def test_who_is_not(typed: str) -> None:
    assert markdown.mentioned(markdown.render(typed, PEOPLE)) == frozenset()


def test_nobody_can_be_called_where_nobody_is_known() -> None:
    assert markdown.render("Hello @bob") == "<p>Hello @bob</p>"


def test_who_was_called_in_the_end() -> None:
    html = markdown.render("@bob `@dr.who` @BOB @zoe.", PEOPLE)
    assert markdown.mentioned(html) == {7, 9}


def test_a_tag_that_was_typed_calls_nobody() -> None:
    typed = '<span class="mention" data-person="7">@charlie</span>'
    assert markdown.mentioned(markdown.render(typed, PEOPLE)) == frozenset()
    assert markdown.mentioned(markdown.render(f"`{typed}`", PEOPLE)) == frozenset()


def test_the_names_to_look_up() -> None:
    assert markdown.names("@Bob. and a@b.org, `say @eve` x") == {"bob.", "bob", "eve"}
    assert markdown.names("nobody") == frozenset()
    assert markdown.names("@" * 4_000) == frozenset()
    assert len(markdown.names("@abc" + "." * 3_996)) <= 28
    assert len(markdown.names(" ".join(f"@n{n:03}" for n in range(600)))) == 100

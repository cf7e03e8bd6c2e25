"""Markdown as people type it in a chat becomes HTML; and only that."""

from __future__ import annotations

import pytest

from virtualcafe.lib import markdown
from virtualcafe.lib.markdown import mathematics, parser

LINK = 'target="_blank" rel="noopener noreferrer nofollow"'


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("Hello there", "<p>Hello there</p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("one\n\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("a & b < c", "<p>a &amp; b &lt; c</p>"),
        ("**b** _i_ ~~s~~", "<p><strong>b</strong> <em>i</em> <s>s</s></p>"),
        ("`x < y`", "<p><code>x &lt; y</code></p>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("3. three", '<ol start="3">\n<li>three</li>\n</ol>'),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("Not a title\n---", "<p>Not a title</p>\n<hr>"),
        ("# Title", "<h1>Title</h1>"),
        ("---", "<hr>"),
        ("5 minutes", "<p>5 minutes</p>"),
        (
            "|a|\n|-|\n|1|",
            "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n"
            "<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>",
        ),
    ],
)
def test_text(typed: str, html: str) -> None:
    assert markdown.render(typed) == html


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("[x](https://e.org)", f'<p><a href="https://e.org" {LINK}>x</a></p>'),
        ("<mailto:a@e.org>", f'<p><a href="mailto:a@e.org" {LINK}>mailto:a@e.org</a></p>'),
        (
            "See https://e.org/a_(b)?x=1&y=2.",
            f'<p>See <a href="https://e.org/a_(b)?x=1&amp;y=2" {LINK}>'
            "https://e.org/a_(b)?x=1&amp;y=2</a>.</p>",
        ),
        ("(http://e.org)", f'<p>(<a href="http://e.org" {LINK}>http://e.org</a>)</p>'),
        ("`http://e.org`", "<p><code>http://e.org</code></p>"),
        ("![cat](https://e.org/c.png)", f'<p>!<a href="https://e.org/c.png" {LINK}>cat</a></p>'),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("ftp://e.org and ://", "<p>ftp://e.org and ://</p>"),
    ],
)
def test_links(typed: str, html: str) -> None:
    assert markdown.render(typed) == html


@pytest.mark.parametrize("address", ["ftp://e.org", "/here", "//e.org", "tel:1", "here", "#top"])
def test_an_address_that_leads_nowhere(address: str) -> None:
    html = markdown.render(f"[x]({address})")
    assert "href" not in html
    assert ">x</a>" in html


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        (
            "```python\nx = 1\n```",
            '<pre><code class="highlight"><span class="n">x</span> <span class="o">=</span> '
            '<span class="mi">1</span>\n</code></pre>',
        ),
        ("```\n<b>\n```", '<pre><code class="highlight">&lt;b&gt;\n</code></pre>'),
        ("```nonsense\n<b>\n```", '<pre><code class="highlight">&lt;b&gt;\n</code></pre>'),
        ('```"><script>\nx\n```', '<pre><code class="highlight">x\n</code></pre>'),
        ("    indented <b>", "<pre><code>indented &lt;b&gt;\n</code></pre>"),
    ],
)
def test_code(typed: str, html: str) -> None:
    assert markdown.render(typed) == html


X_SQUARED = "<mrow><msup><mi>x</mi><mn>2</mn></msup></mrow></math>"


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("so $x^2$!", f'<p>so <math display="inline">{X_SQUARED}!</p>'),
        ("$$x^2$$", f'<p><math display="block">{X_SQUARED}</p>'),
        ("$$\nx^2\n$$", f'<p><math display="block">{X_SQUARED}</p>'),
        ("see $$x^2$$", f'<p>see <math display="block">{X_SQUARED}</p>'),
        ("$5 or $6, not $7", "<p>$5 or $6, not $7</p>"),
        ("5$-6$", "<p>5$-6$</p>"),
        (r"\$x$", "<p>$x$</p>"),
        ("$", "<p>$</p>"),
        (r"$\frac{$", r"<p><code>\frac{</code></p>"),
        (r"$\newcommand{\a}{\a\a}\a$", r"<p><code>\newcommand{\a}{\a\a}\a</code></p>"),
        ("`$x$`", "<p><code>$x$</code></p>"),
    ],
)
def test_mathematics(typed: str, html: str) -> None:
    assert markdown.render(typed) == html


def test_so_many_formulas_that_the_rest_stay_as_typed() -> None:
    html = markdown.render(" ".join(["$x + y$"] * 500))
    assert html.count("<math") == mathematics.MAX_FORMULAS // len("x + y")
    assert html.count("<code>x + y</code>") == 500 - html.count("<math")


def test_so_much_code_that_the_rest_has_no_colours() -> None:
    block = "```python\n" + "x = 1\n" * 200 + "```\n"
    html = markdown.render(block * 3)
    assert html.count("<span") == 200 * 3
    assert html.count("<pre>") == 3


def test_a_table_that_would_fill_the_house_stays_as_typed() -> None:
    typed = "|" + "a|" * 300 + "\n|" + "-|" * 300 + "\n" + "x\n" * 1_400
    assert markdown.render(typed) == f"<pre>{typed}</pre>"


def test_what_grows_beyond_bounds_stays_as_typed() -> None:
    typed = "$x$&" * 1_000
    html = markdown.render(typed)
    assert len(html) <= markdown.MAX_HTML


def test_a_parser_that_fails_leaves_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str, env: object) -> str:
        raise RecursionError

    monkeypatch.setattr(parser._markdown, "render", broken)
    assert markdown.render("*<b>*") == "<pre>*&lt;b&gt;*</pre>"

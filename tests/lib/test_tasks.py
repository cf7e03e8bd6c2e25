"""A list of things to do is drawn with boxes, as a record and not as a form."""

from __future__ import annotations

import pytest

from virtualcafe.lib import markdown

TO_DO = '<span class="task-box">\u2610</span>'
DONE = '<span class="task-box">\u2611</span>'


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("- [ ] read", f'<ul>\n<li class="task">{TO_DO} read</li>\n</ul>'),
        ("* [x] read", f'<ul>\n<li class="task done">{DONE} read</li>\n</ul>'),
        ("1. [X] *read*", f'<ol>\n<li class="task done">{DONE} <em>read</em></li>\n</ol>'),
        (
            "- [ ] a\n- b",
            f'<ul>\n<li class="task">{TO_DO} a</li>\n<li>b</li>\n</ul>',
        ),
        (
            "- [x] a\n\n- [ ] b",
            f'<ul>\n<li class="task done">\n<p>{DONE} a</p>\n</li>\n'
            f'<li class="task">\n<p>{TO_DO} b</p>\n</li>\n</ul>',
        ),
    ],
)
def test_tasks(typed: str, html: str) -> None:
    assert markdown.render(typed) == html


@pytest.mark.parametrize(
    "typed",
    [
        "[ ] no list",
        "- [] nothing inside",
        "- [ ]glued",
        "- [y] another letter",
        r"- \[ ] said to be words",
        "- say [ ] later",
        "- [x]",
        "- `[ ] code`",
        "- # [x] a title",
        "- [x] \n\n[x]: https://e.org",
        "> [ ] quoted",
    ],
)
def test_what_is_no_task(typed: str) -> None:
    assert "task" not in markdown.render(typed)

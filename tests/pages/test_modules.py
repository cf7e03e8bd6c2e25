"""Modules as they are served: what was written, without comments on lines of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage

from tests.architecture.files import STATIC
from virtualcafe.pages import modules

WRITTEN = """// What it is for.
import { one } from "./dom.js";

/**
 * @param {string} address such as https://cafe.example/*
 */
export function open(address) {
  // Why.
  return one(address); // and this stays
  /* Over. */
}
const site = "https://cafe.example"; /* this, too */
"""
SERVED = """import { one } from "./dom.js";

export function open(address) {
  return one(address); // and this stays
}
const site = "https://cafe.example"; /* this, too */
"""


def test_whole_lines_go_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "a.js").write_text(WRITTEN)
    storage = FileSystemStorage(tmp_path)
    bare = modules.bare({"js/a.js": (storage, "js/a.js"), "css/a.css": (storage, "css/a.css")})
    assert list(bare) == ["js/a.js"]
    memory, path = bare["js/a.js"]
    assert memory.open(path).read().decode() == SERVED


@pytest.mark.parametrize("path", sorted((STATIC / "js").rglob("*.js")), ids=lambda path: path.name)
def test_no_comment_of_our_own_is_part_of_a_text(path: Path) -> None:
    """A text of several lines stands between backquotes: before each comment they are even."""
    code, at = "", 0
    written = path.read_text()
    for comment in modules.COMMENT.finditer(written):
        code += written[at : comment.start()]
        at = comment.end()
        assert code.count("`") % 2 == 0, comment.group()

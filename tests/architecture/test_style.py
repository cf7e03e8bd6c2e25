"""What STYLE asks of a file and a tool does not check."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.files import PACKAGE, STATIC, name, project_files

LONGEST = 300
SCRIPTS = {"bin/cafe", "bin/test", "bin/check", "bin/bench"}
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|hwb)\(", re.IGNORECASE)
MARKUP_FROM_DATA = re.compile(r"\.(?:inner|outer)HTML\s*\+?=|insertAdjacentHTML|document\.write")
COMPONENTS = sorted((STATIC / "css" / "components").glob("*.css"))


def test_no_file_is_longer_than_a_reader_keeps_in_mind() -> None:
    sources = [
        path for path in project_files() if path.suffix in {".py", ".js"} or _is_script(path)
    ]
    lengths = {name(path): len(path.read_text().splitlines()) for path in sources}
    assert {file: n for file, n in lengths.items() if n > LONGEST and not _is_made(file)} == {}


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.name)
def test_components_use_tokens_and_never_raw_colours(path: Path) -> None:
    assert _lines_with(COLOUR, path) == []


def test_scripts_never_build_markup_from_data() -> None:
    assert [
        line for path in project_files(".js") for line in _lines_with(MARKUP_FROM_DATA, path)
    ] == []


def test_pages_have_no_inline_styles_or_handlers() -> None:
    inline = re.compile(r"<[^>]*\s(?:style|on[a-z]+)=", re.IGNORECASE)
    pages = (PACKAGE / "templates").rglob("*.html")
    assert [line for path in pages for line in _lines_with(inline, path)] == []


def test_rules_are_never_forced() -> None:
    sheets = (STATIC / "css").rglob("*.css")
    # Reduced motion has to win over every component, as the reset of all animations does.
    forced = [line for path in sheets for line in _lines_with(re.compile("!important"), path)]
    assert [line for line in forced if "reset.css" not in line] == []


def _lines_with(pattern: re.Pattern[str], path: Path) -> list[str]:
    lines = _without_comments(path).splitlines()
    return [
        f"{name(path)}:{n} {line.strip()}"
        for n, line in enumerate(lines, 1)
        if pattern.search(line)
    ]


def _without_comments(path: Path) -> str:
    """The text with its lines kept, so that the numbers stay right."""
    comment = re.compile(r"/\*.*?\*/|\{#.*?#\}|<!--.*?-->", re.DOTALL)
    return comment.sub(lambda found: "\n" * found[0].count("\n"), path.read_text())


def _is_script(path: Path) -> bool:
    return name(path) in SCRIPTS


def _is_made(file: str) -> bool:
    return "/migrations/" in file

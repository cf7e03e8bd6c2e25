"""Static files as they are served: collected, hashed and mapped. Django's ``hashed_files`` is not
documented, so what the import map needs of it is held here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import Context, Template
from django.test import RequestFactory, override_settings

from tests.architecture.files import STATIC
from virtualcafe.pages import assets, modules

IMPORT = re.compile(
    r"""^\s*(?:import\s*|(?:import|export)\b[^"'()=]*?\bfrom\s*)["']([^"']+)["']""", re.MULTILINE
)
DYNAMIC = re.compile(
    r"""\bimport\(\s*["']([^"']+)["']\s*\)|new URL\(\s*["']([^"']+)["'],\s*import"""
    r"""|import\.meta\.resolve\(\s*["']([^"']+)["']"""
)
CSS_URL = re.compile(r"""@import\s+(?:url\()?["']([^"']+)["']|url\(\s*["']?([^"')]+)["']?\s*\)""")
HASHED_NAME = re.compile(r"\.[0-9a-f]{12}\.\w+$")
MODULES = sorted((STATIC / "js").rglob("*.js"))


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The café's files, collected into a folder that only these tests see."""
    root = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=root):
        assets.import_map.cache_clear()
        assert assets.collect_when_changed()
        yield root
    assets.import_map.cache_clear()


def test_collecting_again_does_nothing(collected: Path) -> None:
    assert not assets.collect_when_changed()


def test_a_changed_source_is_collected(collected: Path) -> None:
    (collected / assets.STAMP).write_text("what it was before the upgrade")
    assert assets.collect_when_changed()


def test_the_map_names_every_module_once_and_each_target_exists(collected: Path) -> None:
    imports = json.loads(assets.import_map())["imports"]
    assert set(imports) == {f"/static/{path.relative_to(STATIC)}" for path in MODULES}
    assert all(
        (collected / target.removeprefix("/static/")).is_file() for target in imports.values()
    )


def test_hashing_leaves_modules_as_they_were_written_but_for_comments(collected: Path) -> None:
    for name, hashed in assets._hashed_names().items():
        if name.startswith(modules.FOLDER):
            written = (STATIC / name).read_text()
            assert (collected / hashed).read_text() == modules.COMMENT.sub("", written)


def test_the_manifest_names_every_file(collected: Path) -> None:
    hashed = assets._hashed_names()
    own = [str(path.relative_to(STATIC)) for path in STATIC.rglob("*") if path.is_file()]
    assert [file for file in own if file not in hashed] == []
    assert [file for file in own if not HASHED_NAME.search(hashed[file])] == []


def test_the_tag_carries_the_nonce_of_the_page(collected: Path) -> None:
    html = _render_tag()
    assert html.startswith('<script type="importmap" nonce="n0nce">{"imports":{')
    assert "</script>" in html
    assert json.loads(html[html.index("{") : html.rindex("}") + 1])["imports"]


def test_before_collecting_names_stay_plain_and_there_is_no_map(tmp_path: Path) -> None:
    with override_settings(STATIC_ROOT=tmp_path):
        assets.import_map.cache_clear()
        assert staticfiles_storage.url("css/app.css") == "/static/css/app.css"
        assert _render_tag() == ""
    assets.import_map.cache_clear()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(STATIC)))
def test_every_import_is_relative_and_leads_to_a_file(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    names = [*IMPORT.findall(text), *map("".join, DYNAMIC.findall(text))]
    assert [name for name in names if not name.startswith((".", "/static/"))] == []
    assert [name for name in names if not _resolve(path, name).is_file()] == []


@pytest.mark.parametrize(
    "path", sorted((STATIC / "css").rglob("*.css")), ids=lambda path: str(path.relative_to(STATIC))
)
def test_every_address_in_a_style_sheet_leads_to_a_file(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    names = [a or b for a, b in CSS_URL.findall(text)]
    here = [name for name in names if not name.startswith(("data:", "#"))]
    assert [name for name in here if not _resolve(path, name).is_file()] == []


def _resolve(path: Path, name: str) -> Path:
    """Where an address in a static file leads."""
    if name.startswith("/static/"):
        return STATIC / name.removeprefix("/static/")
    return path.parent / name


def _render_tag() -> str:
    request = RequestFactory().get("/")
    request.csp_nonce = "n0nce"  # type: ignore[attr-defined]
    return Template("{% load assets %}{% import_map %}").render(Context({"request": request}))

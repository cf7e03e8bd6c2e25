"""The stylesheet as it is served: one file that says what the many say."""

from __future__ import annotations

from pathlib import Path

from django.core.files.storage import FileSystemStorage

from virtualcafe.pages import stylesheets


def served(folder: Path, **files: str) -> str:
    (folder / "css" / "components").mkdir(parents=True)
    for name, text in files.items():
        (folder / "css" / f"{name.replace('__', '/')}.css").write_text(text)
    storage = FileSystemStorage(folder)
    names = [str(path.relative_to(folder)) for path in folder.rglob("*.css")]
    joined = stylesheets.joined({name: (storage, name) for name in names})
    memory, path = joined["css/app.css"]
    with memory.open(path) as file:
        return file.read().decode()


def test_each_import_becomes_its_layer_in_the_order_written(tmp_path: Path) -> None:
    text = served(
        tmp_path,
        app='@layer a, b;\n@import url("tokens.css") layer(a);\n'
        '@import url("components/ring.css") layer(b);\n',
        tokens=":root { --ink: black; }\n",
        components__ring="/* How it is\n   written. */\n.ring { color: var(--ink); }\n",
    )
    assert text == (
        "@layer a, b;\n@layer a {\n:root { --ink: black; }\n}\n"
        "@layer b {\n.ring { color: var(--ink); }\n}\n"
    )


def test_without_a_stylesheet_there_is_nothing_to_join() -> None:
    assert stylesheets.joined({"js/a.js": ("anywhere", "js/a.js")}) == {}


def test_of_the_cafes_own_no_import_is_left_and_no_part_reaches_outside() -> None:
    static = Path(stylesheets.__file__).parent.parent / "static"
    storage = FileSystemStorage(static)
    names = [str(path.relative_to(static)) for path in static.rglob("*.css")]
    memory, path = stylesheets.joined({name: (storage, name) for name in names})["css/app.css"]
    text = memory.open(path).read().decode()
    assert "@import" not in text
    # A part's relative address would point elsewhere once it stands in the entry.
    assert "url(" not in text
    assert text.count("@layer ") == len(names)

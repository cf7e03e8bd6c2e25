"""What the documents promise is there, and what is there is in the documents."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.files import ROOT, name, project_files

VARIABLE = re.compile(r"^\| `([A-Z][A-Z0-9_]+)` \|", re.MULTILINE)
COMMAND = re.compile(r"\bbin/(\w+)(?: (\w+))?")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
REGISTRY = re.compile(r"pythonhosted\.org|pypi\.org|registry\.npmjs|npmjs\.org|deb\.debian\.org")
DOCUMENTS = project_files(".md")

# Records the name of every variable that the settings ask for.
READ_SETTINGS = """
from virtualcafe.lib import environment
names, text = set(), environment.text
def record(name, *arguments, **options):
    names.add(name)
    return text(name, *arguments, **options)
environment.text = record
import django
django.setup()
print(*names)
"""


def test_every_setting_is_documented_and_every_documented_setting_is_read() -> None:
    documented = VARIABLE.findall((ROOT / "docs" / "operations.md").read_text())
    assert sorted(documented) == sorted(_variables_read())


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_commands_in_a_document_exist(path: Path) -> None:
    for script, command in COMMAND.findall(path.read_text()):
        assert os.access(ROOT / "bin" / script, os.X_OK), f"{name(path)}: bin/{script}"
        if script == "cafe" and command:
            assert command in (ROOT / "bin" / "cafe").read_text()


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_links_in_a_document_lead_to_files(path: Path) -> None:
    targets = LINK.findall(path.read_text())
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_nobody_has_to_reach_a_certain_registry() -> None:
    files = [path for path in project_files() if path.name != "test_documentation.py"]
    assert [name(path) for path in files if REGISTRY.search(path.read_text(errors="ignore"))] == []


def _variables_read() -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", READ_SETTINGS],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "virtualcafe.config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()

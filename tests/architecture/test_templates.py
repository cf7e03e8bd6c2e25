"""Every template compiles: no unknown tag, filter, library or parent waits for a visitor."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.architecture.files import PACKAGE

TEMPLATES = PACKAGE / "templates"


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES))
)
def test_template_compiles(path: Path) -> None:
    get_template(str(path.relative_to(TEMPLATES)))

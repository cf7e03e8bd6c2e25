from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from virtualcafe.chat import limits, unread


@pytest.fixture(autouse=True)
def _calm() -> None:
    """What the process remembers of people of other tests, who had the same ids."""
    limits.messages.forget()
    limits.uploads.forget()
    unread._stirred.clear()
    unread._read_on.clear()


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """Where this test's files lie."""
    kept = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": kept}
    return tmp_path

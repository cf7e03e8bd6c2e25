"""Each opens a café with data of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cafe import Cafe, own_data
from tests.opened import Opened


@pytest.fixture
def database(tmp_path: Path, opened: Opened) -> Iterator[dict[str, str]]:
    """The settings of a database that is ready, beside which there is a folder of data."""
    with opened.copied(tmp_path) as settings:
        yield settings


@pytest.fixture
def cafe(tmp_path: Path, database: dict[str, str]) -> Cafe:
    """One that was open before and is not now."""
    return Cafe(tmp_path, **database)


@pytest.fixture
def new_cafe(tmp_path: Path) -> Iterator[Cafe]:
    """One that never was open."""
    with own_data() as settings:
        yield Cafe(tmp_path / "new", **settings)

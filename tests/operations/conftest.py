"""Each opens a café with data of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cafe import Cafe, own_data


@pytest.fixture
def database() -> Iterator[dict[str, str]]:
    with own_data() as settings:
        yield settings


@pytest.fixture
def cafe(tmp_path: Path, database: dict[str, str]) -> Cafe:
    """Not open yet."""
    return Cafe(tmp_path, **database)

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture
def clean_cache() -> Iterator[None]:
    """Counters of earlier tests don't reach this one, nor its own the next."""
    cache.clear()
    yield
    cache.clear()

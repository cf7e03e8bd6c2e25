from __future__ import annotations

import pytest

from virtualcafe.chat import limits, unread


@pytest.fixture(autouse=True)
def _calm() -> None:
    """What the process remembers of people of other tests, who had the same ids."""
    limits.messages.forget()
    unread._stirred.clear()

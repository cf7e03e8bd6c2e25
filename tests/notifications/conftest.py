from __future__ import annotations

import pytest

from virtualcafe.notifications import kinds


@pytest.fixture(autouse=True)
def teapot(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of these tests alone: `teapot` with the name of whoever put it on."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kinds.register(
        "teapot",
        sentence=lambda data: f"{data['name']} put the kettle on.",
        url=lambda data: f"/u/{data['name']}/",
    )

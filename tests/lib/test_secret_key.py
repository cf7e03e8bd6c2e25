"""The secret key: made once, readable by its owner alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from virtualcafe.lib.secret_key import kept_secret


def test_is_made_once_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "data" / "secret-key"
    key = kept_secret(path)
    assert len(key) >= 80
    assert kept_secret(path) == key
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_first_starts_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(kept_secret, [tmp_path / "secret-key"] * 64))
    assert len(keys) == 1
    assert "" not in keys

"""One command opens a café, and Ctrl-C closes it in order."""

from __future__ import annotations

import socket
import stat
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.cafe import ROOT, Cafe


@pytest.fixture
def settings_of(tmp_path: Path) -> dict[str, str]:
    return {"CAFE_TEST": "1", "CAFE_DATA": str(tmp_path / "data"), "PYTHONUNBUFFERED": "1"}


def test_it_opens_says_where_and_closes_with_0(cafe: Cafe) -> None:
    with cafe:
        with urllib.request.urlopen(f"{cafe.url}/healthz") as answer:
            assert answer.status == 200
        assert cafe.stop() == 0
    assert f"The café is open: http://localhost:{cafe.port}\n" in cafe.log
    assert "Traceback" not in cafe.log


def test_the_first_start_makes_a_key_and_collects_what_pages_name(new_cafe: Cafe) -> None:
    key = new_cafe.log_file.parent / "data" / "secret-key"
    with new_cafe:
        with urllib.request.urlopen(new_cafe.url) as answer:
            page = answer.read().decode()
        sheet = next(part for part in page.split('"') if part.startswith("/static/css/app."))
        with urllib.request.urlopen(new_cafe.url + sheet) as answer:
            assert "immutable" in answer.headers["Cache-Control"]
    assert '<script type="importmap" nonce="' in page
    assert len(key.read_text()) >= 50
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_another_start_keeps_the_secret_key(cafe: Cafe, tmp_path: Path) -> None:
    key = tmp_path / "data" / "secret-key"
    first = key.read_text()
    with cafe:
        assert key.read_text() == first


def test_a_taken_port_is_a_sentence(settings_of: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = _bin_cafe("--port", str(port), **settings_of)
    assert done.returncode == 1
    assert str(port) in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1", "8000.5"])
def test_a_wrong_port_is_a_sentence(port: str, settings_of: dict[str, str]) -> None:
    done = _bin_cafe(f"--port={port}", **settings_of)
    assert done.returncode == 2
    assert f"expected a port between 1 and 65535, got '{port}'" in done.stderr


def test_a_wrong_setting_stops_the_start_with_a_sentence(settings_of: dict[str, str]) -> None:
    done = _bin_cafe("manage", "check", **settings_of, CAFE_REPLAY_EVENTS="many")
    assert done.returncode == 1
    assert done.stderr.strip() == (
        "CAFE_REPLAY_EVENTS should be a whole number of at least 0, but it is 'many'."
    )


def test_help_names_every_way_to_call_it() -> None:
    done = _bin_cafe("--help")
    assert done.returncode == 0
    assert all(word in done.stdout for word in ("demo", "worker", "manage", "--host", "--port"))


def _bin_cafe(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """With an environment of nothing but what a shell has, so no setting of the suite leaks in."""
    return subprocess.run(
        [sys.executable, ROOT / "bin" / "cafe", *arguments],
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", **settings},
        capture_output=True,
        text=True,
        check=False,
    )

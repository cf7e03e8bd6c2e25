"""The surroundings of every test, set before Django reads its settings."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

# Where pictures of the pages go, and the Redis servers of the workers; see tests/suite.py.
KEPT = {"CAFE_SHOTS", "CAFE_TEST_REDIS"}


def _forget_own_settings() -> None:
    """What the developer set for a café of theirs must not decide a test."""
    for name in [*os.environ]:
        if name.startswith("CAFE_") and name not in KEPT:
            del os.environ[name]


def _make_data_folder() -> None:
    folder = tempfile.mkdtemp(prefix="cafe-test-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (Path(folder) / "static").mkdir()
    os.environ["CAFE_DATA"] = folder


def _choose_redis() -> None:
    servers = os.environ.get("CAFE_TEST_REDIS", "").split()
    if servers:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
        os.environ["REDIS_URL"] = servers[int(worker) % len(servers)]


def _be_patient() -> None:
    """A slow machine is no failure: nothing is asserted on elapsed time."""
    settings.register_profile("cafe", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("cafe")


_forget_own_settings()
_make_data_folder()
_choose_redis()
os.environ["CAFE_TEST"] = "1"
_be_patient()

"""The surroundings of every test, set before Django reads its settings."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["CAFE_TEST"] = "1"
os.environ["CAFE_DATA"] = folder = tempfile.mkdtemp(prefix="cafe-test-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)
(Path(folder) / "static").mkdir()

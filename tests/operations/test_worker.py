"""A worker beside the servers works until it is told to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.cafe import ROOT


def test_it_ends_with_0_at_ctrl_c(tmp_path: Path, database: dict[str, str]) -> None:
    settings = {**os.environ, "CAFE_DATA": str(tmp_path / "data"), **database}
    command = [sys.executable, "manage.py", "worker"]
    with subprocess.Popen(
        command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True
    ) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "The worker is at work. Ctrl-C ends it.\n"
        worker.send_signal(signal.SIGINT)
        assert worker.wait(timeout=30) == 0

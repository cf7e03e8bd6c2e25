"""The machine and the versions a figure belongs to."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
import time
from importlib.metadata import version
from pathlib import Path

from bench.build import ROOT

LIBRARIES = ("django", "uvicorn", "uvloop", "websockets", "channels", "msgspec", "psycopg")


def describe(folder: Path) -> dict[str, object]:
    return {
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "kernel": platform.release(),
        "system": platform.freedesktop_os_release().get("PRETTY_NAME", ""),
        "python": platform.python_version(),
        "gcc": _first_line("gcc", "--version"),
        "sqlite": sqlite3.sqlite_version,
        # Above 1 somebody else was at work: ratios still hold, seconds and milliseconds don't.
        "load average before": round(os.getloadavg()[0], 1),
        "fdatasync / s": _syncs_per_second(folder / "sync"),
        "commit": _first_line("git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"),
        **{library: version(library) for library in LIBRARIES},
    }


def _cpu() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), "")


def _first_line(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stdout.splitlines() or [""])[0]


def _syncs_per_second(path: Path) -> int:
    """How often this disk can say that 4 KiB are safe: no commit can be quicker."""
    done, deadline = 0, time.monotonic() + 1
    with path.open("wb", buffering=0) as file:
        while time.monotonic() < deadline:
            file.write(b"x" * 4096)
            os.fdatasync(file.fileno())
            done += 1
    path.unlink()
    return done

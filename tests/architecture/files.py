"""The files of the project, as git has them or is about to."""

from __future__ import annotations

import functools
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "virtualcafe"
STATIC = PACKAGE / "static"


@functools.cache
def project_files(*suffixes: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    paths = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in paths if path.is_file() and (path.suffix in suffixes or not suffixes)]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))

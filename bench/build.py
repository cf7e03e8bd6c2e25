"""What has to be made before a run: the C programs, and environments of their own for servers."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
COMPILE = ["-std=gnu11", "-O2", "-Wall", "-Wextra", "-D_GNU_SOURCE"]


def programs(folder: Path) -> tuple[Path, Path]:
    """Compile the load generator and the yardstick into the folder."""
    load = _compile(folder / "load", sorted((BENCH / "load").glob("*.c")))
    peers = sorted((BENCH / "peers").glob("*.c"))
    return load, _compile(folder / "one_frame", [*peers, BENCH / "load" / "frame.c"])


def _compile(program: Path, sources: list[Path]) -> Path:
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        raise SystemExit("The bench needs a C compiler: no gcc and no cc is on PATH.")
    subprocess.run([compiler, *COMPILE, "-o", program, *sources], check=True)
    return program


def peer_python() -> Path:
    """The Python of the Channels peer."""
    return _python_with(BENCH / "requirements.txt", ROOT / ".venv-bench")


def runtime_python() -> Path:
    """A Python that has what `bin/cafe` installs and nothing else. Libraries load what they find:
    beside the development tools the same server is twenty megabytes heavier."""
    return _python_with(ROOT / "requirements.lock", ROOT / ".venv-runtime")


def _python_with(requirements: Path, venv: Path) -> Path:
    """Installed again when the requirements changed."""
    python, stamp = venv / "bin" / "python", venv / "installed.sha256"
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        print(f"Installing what {requirements.name} names …", file=sys.stderr, flush=True)
        shutil.rmtree(venv, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
        subprocess.run([*_installer(python), "-r", requirements], check=True)
        stamp.write_text(wanted)
    return python


def _installer(python: Path) -> list[str | Path]:
    for uv in (shutil.which("uv"), str(ROOT / ".venv" / "bin" / "uv")):
        if uv and Path(uv).exists():
            return [uv, "pip", "install", "--quiet", "--python", python]
    base = Path(sys.base_prefix) / "bin" / "python3"
    return [base, "-m", "pip", "--python", python, "install", "--quiet"]

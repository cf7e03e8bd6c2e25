"""What has to be made before a run: the C programs, and the environment of the Channels peer."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
PEER_VENV = ROOT / ".venv-bench"
REQUIREMENTS = BENCH / "requirements.txt"
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
    """The Python of the Channels peer; installed again when its requirements changed."""
    python, stamp = PEER_VENV / "bin" / "python", PEER_VENV / "installed.sha256"
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        print("Installing what bench/requirements.txt names …", file=sys.stderr, flush=True)
        shutil.rmtree(PEER_VENV, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", PEER_VENV], check=True)
        subprocess.run([*_installer(python), "-r", REQUIREMENTS], check=True)
        stamp.write_text(wanted)
    return python


def _installer(python: Path) -> list[str | Path]:
    for uv in (shutil.which("uv"), str(ROOT / ".venv" / "bin" / "uv")):
        if uv and Path(uv).exists():
            return [uv, "pip", "install", "--quiet", "--python", python]
    base = Path(sys.base_prefix) / "bin" / "python3"
    return [base, "-m", "pip", "--python", python, "install", "--quiet"]

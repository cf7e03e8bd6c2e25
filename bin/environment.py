"""The project's own Python environment: made once, installed only when the lock has changed.

Standard library only. An old Python can read it as far as it has to, to go on with a newer one
or to say what is missing.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
LOCKS = {"runtime": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
OLDEST = (3, 11)
NEWER_NAMES = ("python3.14", "python3.13", "python3.12", "python3.11")


class Missing(Exception):
    """Something the machine lacks; the text says what, and what to do."""


def works(*command) -> bool:  # type: ignore[no-untyped-def]
    try:
        code = subprocess.call(
            [str(part) for part in command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return False
    return code == 0


def is_new_enough(python) -> bool:  # type: ignore[no-untyped-def]
    """Ask it: a version manager's shim may be on PATH without a Python behind it."""
    return works(python, "-c", "import sys; sys.exit(sys.version_info < {!r})".format(OLDEST))


def go_on_with_newer_python() -> None:
    for name in NEWER_NAMES:
        newer = shutil.which(name)
        if newer and is_new_enough(newer):
            os.execv(newer, [newer] + sys.argv)
    raise SystemExit(
        "Virtual Café needs Python {}.{} or newer; this is Python {}.{} ({}).".format(
            *OLDEST, *sys.version_info[:2], sys.executable
        )
    )


if sys.version_info < OLDEST:
    go_on_with_newer_python()


def ensure(*, dev: bool = False) -> Path:
    """Make and fill the environment, and return its Python. Quick when nothing changed.

    The development lock contains the runtime one, and a runtime install removes nothing.
    """
    if not is_installed(dev=dev):
        with one_at_a_time():
            if not is_installed(dev=dev):
                make_environment()
                install(dev=dev)
    return PYTHON


def run(command: list[str | Path]) -> None:
    """Run a command from the project's folder; a failure ends the script with its exit code."""
    code = subprocess.call([str(part) for part in command], cwd=str(ROOT))
    if code:
        raise SystemExit(code)


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def main(script: Callable[[list[str]], int]) -> None:
    """Call a script's main function; what is missing is said in a sentence, not a traceback."""
    try:
        raise SystemExit(script(sys.argv[1:]))
    except Missing as missing:
        raise SystemExit(str(missing)) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def is_installed(*, dev: bool) -> bool:
    kind = "dev" if dev else "runtime"
    return PYTHON.exists() and read_stamp().get(kind) == digest(LOCKS[kind])


def read_stamp() -> dict[str, str]:
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text())
        return stamp
    except (OSError, ValueError):
        return {}


def write_stamp(*, dev: bool) -> None:
    stamp = read_stamp()
    for kind in ("runtime", "dev") if dev else ("runtime",):
        stamp[kind] = digest(LOCKS[kind])
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(stamp))
    fresh.replace(STAMP)


def digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two scripts started together must not install into one environment at once."""
    with (ROOT / ".venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make_environment() -> None:
    if is_new_enough(PYTHON):
        return
    say("Making the Python environment in .venv …")
    shutil.rmtree(str(VENV), ignore_errors=True)
    uv = find_uv()
    if uv:
        run([uv, "venv", "--quiet", "--no-project", "--python", sys.executable, VENV])
    elif has_module("ensurepip"):
        run([sys.executable, "-m", "venv", VENV])
    elif has_module("venv") and has_pip_for_others():
        run([sys.executable, "-m", "venv", "--without-pip", VENV])
    else:
        add_venv_to_system()
        run([sys.executable, "-m", "venv", VENV])


def install(*, dev: bool) -> None:
    lock = LOCKS["dev" if dev else "runtime"]
    say("Installing what {} names …".format(lock.name))
    locked = ["--quiet", "--require-hashes", "-r", str(lock)]
    uv = find_uv() or add_uv()
    if not uv or subprocess.call([uv, "pip", "install", "--python", str(PYTHON), *locked]):
        # Also where uv does not know what pip was told: a company's certificate or mirror.
        run([*pip(), "install", *locked])
    write_stamp(dev=dev)


def find_uv() -> str | None:
    """An uv that really runs: a version manager's shim may be on PATH without one behind it."""
    for uv in (shutil.which("uv"), str(VENV / "bin" / "uv")):
        if uv and works(uv, "--version"):
            return uv
    return None


def add_uv() -> str | None:
    """uv through pip. It is only quicker: where it cannot be had, pip installs the lock."""
    command = [*pip(), "install", "--quiet", "uv>=0.5"]
    subprocess.call([str(part) for part in command], cwd=str(ROOT))
    return find_uv()


def pip() -> list[str | Path]:
    if works(PYTHON, "-m", "pip", "--version"):
        return [PYTHON, "-m", "pip"]
    if has_pip_for_others():
        return [sys.executable, "-m", "pip", "--python", PYTHON]
    raise Missing(
        "{} has no pip to install with, and there is no uv. "
        "Install either, or delete .venv and start again.".format(VENV)
    )


def has_pip_for_others() -> bool:
    """A pip that can install into another environment (22.3 and newer)."""
    return works(sys.executable, "-m", "pip", "--python", sys.executable, "--version")


def has_module(name: str) -> bool:
    return works(sys.executable, "-c", "import " + name)


def add_venv_to_system() -> None:
    """Debian keeps venv and pip apart from Python."""
    if not install_system_packages("python3-venv") or not has_module("ensurepip"):
        raise Missing(
            "This Python ({}) can make no environment: it has no ensurepip, and there is neither "
            "pip nor uv. On Debian and Ubuntu `apt install python3-venv` adds it.".format(
                sys.executable
            )
        )


def install_system_packages(*packages: str) -> bool:
    """Install Debian packages where that needs no password; say whether it worked."""
    apt = shutil.which("apt-get")
    if not apt:
        return False
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and not works("sudo", "-n", "true"):
        return False
    say("Installing {} with apt-get …".format(", ".join(packages)))
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    command = [*prefix, apt, "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.call([*prefix, apt, "update", "-qq"], env=quiet, stdout=subprocess.DEVNULL)
    return subprocess.call(command, env=quiet, stdout=subprocess.DEVNULL) == 0

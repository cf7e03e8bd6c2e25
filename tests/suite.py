"""The whole suite: on SQLite with the in-process bus, then on PostgreSQL and Redis.

bin/test                      both passes, browsers included
bin/test tests/rooms -k kick  these tests on SQLite, in one process
bin/test --postgres …         only the second pass
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from tests import servers
from tests.browser.chromium import PACKAGES as CHROMIUM_PACKAGES
from tests.browser.chromium import find_chromium, find_headless

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bin"))

import environment  # noqa: E402

# One more than a small machine has cores: stories wait for clocks and for the network.
WORKERS = 3
SPREAD = ["-n", str(WORKERS), "--dist", "worksteal"]
# These say nothing new on another database: they ask none, or it is not what they are about.
ON_ANY_DATABASE = [
    "architecture",
    "bench",
    "browser/test_hosting_story.py",
    "browser/test_long_conversation_story.py",
    "browser/test_nothing_runs.py",
    "browser/test_offline_story.py",
    "browser/test_progress_story.py",
    "browser/test_sounds_offline.py",
    "browser/test_study_story.py",
    "files/test_bucket.py",
    "files/test_hostile.py",
    "js",
    "lib/test_images.py",
    "lib/test_markdown.py",
    "lib/test_markdown_is_safe.py",
    "lib/test_sound.py",
    "operations",
    "safety/rights",
    "safety/test_schema.py",
    "safety/test_words_in_pages.py",
]
# These are about both servers, or are stories that are told once, and the other half is above.
ON_BOTH_SERVERS = [
    "browser/test_chat_story.py",
    "browser/test_conversation_story.py",
    "browser/test_entering_story.py",
    "browser/test_files_story.py",
    "browser/test_private_story.py",
    "browser/test_room_story.py",
    "browser/test_tasks_story.py",
    "browser/test_timer_story.py",
    "scale/test_two_servers.py",
]
NEEDS: dict[str, tuple[Callable[[], object], tuple[str, ...]]] = {
    "a Chromium": (find_chromium, CHROMIUM_PACKAGES),
    "a Redis": (servers.redis_program, ("redis-server",)),
    "a PostgreSQL": (servers.postgres_program, ("postgresql",)),
    "a C compiler": (lambda: shutil.which("gcc") or shutil.which("cc"), ("gcc", "libc6-dev")),
}


def main(arguments: list[str]) -> int:
    for name, (find, packages) in NEEDS.items():
        need(name, find, packages)
    if arguments[:1] == ["--postgres"]:
        return on_postgres(arguments[1:] or SPREAD)
    if arguments:
        return run_pytest(arguments)
    if not find_headless():  # another Chromium does as well, and takes twice as long
        environment.install_system_packages(*CHROMIUM_PACKAGES)
    print("On SQLite:", flush=True)
    failed = run_pytest([*SPREAD, *without(ON_BOTH_SERVERS)])
    print("\nOn PostgreSQL and Redis:", flush=True)
    return on_postgres([*SPREAD, *without(ON_ANY_DATABASE)]) or failed


def without(names: list[str]) -> list[str]:
    return [f"--ignore=tests/{name}" for name in names]


def need(name: str, find: Callable[[], object], packages: tuple[str, ...]) -> None:
    """Install what the suite can't do without, where the system lets us."""
    if find() or (environment.install_system_packages(*packages) and find()):
        return
    raise environment.Missing(
        f"The suite needs {name}, and this machine has none. "
        f"On Debian and Ubuntu `apt install {' '.join(packages)}` adds it."
    )


def on_postgres(arguments: list[str]) -> int:
    """Redis channels are one space for all databases of a server, so each worker gets its own."""
    with ExitStack() as stack:
        database = stack.enter_context(servers.postgres())
        buses = [stack.enter_context(servers.redis()) for _ in range(WORKERS)]
        return run_pytest(arguments, DATABASE_URL=database, CAFE_TEST_REDIS=" ".join(buses))


def run_pytest(arguments: list[str], **surroundings: str) -> int:
    """Compiled modules are kept whatever the surroundings say: hundreds of processes start."""
    command = [sys.executable, "-m", "pytest", *arguments]
    kept = {"PYTHONDONTWRITEBYTECODE": ""}
    return subprocess.call(command, cwd=ROOT, env={**os.environ, **kept, **surroundings})


if __name__ == "__main__":
    environment.main(main)

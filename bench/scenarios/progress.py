"""Progress, dashboard and boards over a million sessions, beside a thousand, in turn."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from bench import build, servers
from bench.findings import Bench, Findings

PAGES = (
    "dashboard",
    "progress",
    "board of the week",
    "board of all time",
    "board of a room",
)
#: Of each person; the most people make a million of it.
SESSIONS = 104
#: As many as a board shows; the many are a thousand times ten.
FEW, MANY = 11, 10
#: Each round is short, and the machine is never still: many of them.
ROUNDS = 5


class Cafe:
    """A process that draws pages when it is asked to."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.sessions, self.filled = 0, 0.0

    def wait(self) -> None:
        """Until it is full."""
        told = self._answer()
        self.sessions, self.filled = int(told["sessions"]), float(told["seconds"])

    def draw(self, page: str) -> float:
        """Milliseconds of the processor."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{page}\n")
        self._process.stdin.flush()
        return float(self._answer()["ms"])

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("The café ended before it answered.")
        answer: dict[str, Any] = json.loads(line)
        return answer


def measure(bench: Bench) -> Findings:
    found = Findings("progress")
    many = bench.people * MANY
    with ExitStack() as stack:
        pairs = {}
        for database in ("SQLite", "PostgreSQL"):
            folder = bench.folder / database
            folder.mkdir()
            # All of them fill at once; who is asked first waits.
            large = stack.enter_context(_cafe(folder / "many", many, database))
            pairs[database] = stack.enter_context(_cafe(folder / "few", FEW, database)), large
        for small, large in pairs.values():
            small.wait()
            large.wait()
        for database, (small, large) in pairs.items():
            _compare(found, database, small, large, rounds=bench.rounds * ROUNDS)
    return found


def _compare(found: Findings, database: str, small: Cafe, large: Cafe, *, rounds: int) -> None:
    for page in PAGES:
        small.draw(page), large.draw(page)
        pairs = [(small.draw(page), large.draw(page)) for _ in range(rounds)]
        few, many = (min(times) for times in zip(*pairs, strict=True))
        ratio = many / few
        found.figures.append(
            {
                "database": database,
                "page": page,
                f"{small.sessions:,} sessions, CPU-ms": few,
                f"{large.sessions:,} sessions, CPU-ms": many,
                "ratio": ratio,
            }
        )
        found.at_most(f"{database}: {page}, of a thousand sessions", ratio, 1.1, " ×")
    found.notes.append(
        f"{database}: {large.sessions:,} sessions written, and all progress derived from them, in "
        f"{large.filled:,.0f} s."
    )


@contextmanager
def _cafe(folder: Path, people: int, database: str) -> Iterator[Cafe]:
    folder.mkdir()
    with ExitStack() as stack:
        address = ""
        if database == "PostgreSQL":
            address = stack.enter_context(servers.postgres(folder))
        environment = {**servers.CLEAN, "CAFE_DATA": str(folder / "data"), "DATABASE_URL": address}
        servers.manage(["migrate", "--verbosity", "0"], environment)
        process = _start(people, environment)
        stack.callback(_stop, process)
        yield Cafe(process)


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.wait()


def _start(people: int, environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bench.pages", str(people), str(SESSIONS)],
        cwd=build.ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

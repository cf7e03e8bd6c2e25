"""A real café for stories: the server as people run it, in a process and a folder of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from tests import servers

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60.0
STOP_SECONDS = 10.0


@contextmanager
def own_data() -> Iterator[dict[str, str]]:
    """The settings of a database that nobody else uses: on SQLite, where each has its own, none."""
    server = os.environ.get("DATABASE_URL")
    if not server:
        yield {}
    else:
        with servers.own_database(server) as address:
            yield {"DATABASE_URL": address}


class Cafe:
    """One server process, running inside ``with``. ``start`` returns once it answers ``/readyz``.

    ``settings`` are environment variables; those of ``start`` hold for that start alone.
    """

    def __init__(self, folder: Path, **settings: str) -> None:
        folder.mkdir(exist_ok=True)
        self.port = servers.free_port()
        self.url = f"http://localhost:{self.port}"
        self.log_file = folder / "server.log"
        self._clock = folder / "clock"
        self._process: subprocess.Popen[bytes] | None = None
        self._settings = {
            "CAFE_TEST": "1",
            "CAFE_DATA": str(folder / "data"),
            "CAFE_CLOCK": str(self._clock),
            "PYTHONUNBUFFERED": "1",
            **settings,
        }
        self.move_clock(0)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill9()

    def start(self, **settings: str) -> None:
        with self.log_file.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--port", str(self.port)],
                cwd=ROOT,
                env=self._environment(settings),
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            self._wait_until_ready()
        except BaseException:
            self.kill9()
            raise

    def stop(self) -> int:
        """Ctrl-C; gives the exit code."""
        return self._end(signal.SIGINT)

    def kill9(self) -> None:
        self._end(signal.SIGKILL)

    def manage(self, *arguments: str) -> str:
        """Run a management command on this café's data; gives what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self._environment({}),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"manage.py {' '.join(arguments)}\n{done.stdout}{done.stderr}")
        return done.stdout

    def move_clock(self, seconds: float) -> None:
        """Set the server's clock this far ahead of the machine's; the browsers' stays."""
        fresh = self._clock.with_suffix(".new")
        fresh.write_text(str(seconds))
        fresh.replace(self._clock)

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def log(self) -> str:
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""

    def _environment(self, settings: dict[str, str]) -> dict[str, str]:
        return {**os.environ, **self._settings, **settings}

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._is_ready():
            if self._process is None or self._process.poll() is not None:
                raise RuntimeError(f"The café ended while it started:\n{self.log}")
            if time.monotonic() > deadline:
                raise TimeoutError(f"The café did not get ready:\n{self.log}")
            time.sleep(0.05)

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as page:
                return bool(page.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _end(self, how: signal.Signals) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        process.send_signal(how)
        try:
            return process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise RuntimeError(
                f"The café did not end within {STOP_SECONDS} s:\n{self.log}"
            ) from None

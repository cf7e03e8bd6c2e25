"""A café as its first start leaves it, and the cast with accounts in it: made once in a run,
copied for each story, because migrating and collecting take seconds each time."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import servers
from tests.cafe import ROOT, Cafe

KEPT = ROOT / ".pytest_cache"
#: Static files as they were collected last, for both passes of a run.
STATIC = KEPT / "static"
TOLD = "told.json"
COPIED = ("cafe.sqlite3", "secret-key")


class Opened:
    """`database` is the address of the one to copy, or nothing where it is the SQLite in the
    folder's data; `code` that of the room."""

    def __init__(self, folder: Path) -> None:
        self.database, self.code = json.loads((folder / TOLD).read_text())
        self._data = folder / "data"

    @contextmanager
    def copied(self, folder: Path) -> Iterator[dict[str, str]]:
        """Data in this folder as if a café had opened there; gives the settings of its database."""
        self.furnish(folder)
        if not self.database:
            yield {}
        else:
            with servers.own_database(self.database, like=self.database) as address:
                yield {"DATABASE_URL": address}

    def furnish(self, folder: Path) -> None:
        """Copy what lies in files."""
        (folder / "data").mkdir(parents=True)
        (folder / "data" / "static").symlink_to(STATIC)
        for name in COPIED:
            if (self._data / name).exists():
                shutil.copy(self._data / name, folder / "data" / name)


def opened_once(folder: Path) -> Opened:
    """By whichever process asks first, of this run or of another beside it; it goes with the folder
    and with the database server."""
    STATIC.mkdir(parents=True, exist_ok=True)
    with (KEPT / "opening.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / TOLD).exists():
            _open(folder)
    return Opened(folder)


def _open(folder: Path) -> None:
    server = os.environ.get("DATABASE_URL")
    database = servers.new_database(server) if server else ""
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "static").symlink_to(STATIC)
    with Cafe(folder, **({"DATABASE_URL": database} if database else {})) as cafe:
        code = cafe.manage("shell", "-v0", "-c", "from tests.people import introduce; introduce()")
        # Closed properly: a database is copied whole only while nobody uses it.
        cafe.stop()
    (folder / TOLD).write_text(json.dumps([database, code.split()[-1]]))

"""A café's data as its first start leaves them: made once in a run, copied for each story, because
migrating and collecting take seconds each time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import servers
from tests.cafe import Cafe, own_data

DATABASE = "cafe.sqlite3"


class Opened:
    def __init__(self, data: Path, database: str | None) -> None:
        self._data = data
        self._database = database

    @contextmanager
    def copied(self, folder: Path) -> Iterator[dict[str, str]]:
        """Data in this folder as if a café had opened there; gives the settings of its database."""
        (folder / "data").mkdir(parents=True)
        (folder / "data" / "static").symlink_to(self._data / "static")
        if self._database is None:
            shutil.copy(self._data / DATABASE, folder / "data" / DATABASE)
            yield {}
        else:
            with servers.own_database(self._database, like=self._database) as address:
                yield {"DATABASE_URL": address}


@contextmanager
def opened_once(folder: Path) -> Iterator[Opened]:
    with own_data() as settings:
        with Cafe(folder, **settings) as cafe:
            # Closed properly: a database is copied whole only while nobody uses it.
            cafe.stop()
        yield Opened(folder / "data", settings.get("DATABASE_URL"))

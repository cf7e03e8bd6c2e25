"""PostgreSQL and Redis for what only several servers show, and two servers behind one door."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import servers
from tests.cafe import Cafe
from tests.opened import Opened
from tests.scale.proxy import Proxy

NAMES = ("first", "second")


@dataclass(frozen=True)
class TwoCafes:
    """Two server processes on one database and one bus; ``url`` is the proxy before both."""

    url: str
    servers: tuple[Cafe, Cafe]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with ExitStack() as stack:
        yield os.environ.get("DATABASE_URL") or stack.enter_context(servers.postgres())


@pytest.fixture
def postgres_url(postgres_server: str, opened: Opened) -> Iterator[str]:
    """A database of the test's own; ready where the pass is about PostgreSQL, else empty."""
    with servers.own_database(postgres_server, like=opened.database) as address:
        yield address


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    with ExitStack() as stack:
        yield os.environ.get("REDIS_URL") or stack.enter_context(servers.redis())


@pytest.fixture
def two_cafes(
    tmp_path: Path, postgres_url: str, redis_url: str, opened: Opened
) -> Iterator[TwoCafes]:
    for name in NAMES:
        opened.furnish(tmp_path / name)
    with ExitStack() as stack:
        cafes = [
            stack.enter_context(
                Cafe(
                    tmp_path / name,
                    DATABASE_URL=postgres_url,
                    REDIS_URL=redis_url,
                    CAFE_SECRET_KEY="the same for both servers, and only for this test",
                    CAFE_CLOCK=str(tmp_path / "first" / "clock"),
                )
            )
            for name in NAMES
        ]
        proxy = stack.enter_context(Proxy([cafe.port for cafe in cafes]))
        yield TwoCafes(url=f"http://localhost:{proxy.port}", servers=(cafes[0], cafes[1]))

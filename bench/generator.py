"""The hand on the load generator: one process for each server, on the clients' core."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bench.processes import CLIENT_CORE, Server

Report = dict[str, Any]
STAMP = "bench:%t"  # what the generator knows a delivery by; it writes the time for %t


@dataclass
class Speech:
    """What people of a server say, and how its answers are known."""

    message: str
    greeting: str = ""
    ready: str = ""
    answer: str = ""

    def options(self) -> list[str]:
        pairs = {"-m": self.message, "-g": self.greeting, "-r": self.ready, "-a": self.answer}
        return [word for flag, text in pairs.items() if text for word in (flag, text)]


@dataclass
class Load:
    program: Path
    server: Server
    people: Path
    speech: Speech
    _process: subprocess.Popen[str] = field(init=False)

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [self.program, str(self.server.port), self.people, *self.speech.options()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        os.sched_setaffinity(self._process.pid, {CLIENT_CORE})
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for end in (self._process.stdin, self._process.stdout):
            if end:
                end.close()
        self._process.wait()

    def do(self, job: str) -> Report:
        """Run a job to its end; its report, and what it cost the server (`cpu_seconds`)."""
        assert self._process.stdin
        assert self._process.stdout
        before = self.server.cpu_seconds()
        self._process.stdin.write(job + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"The load generator ended while it did: {job}")
        report: Report = json.loads(line)
        return report | {"cpu_seconds": round(self.server.cpu_seconds() - before, 3)}

    def open(self, count: int) -> Report:
        """Open so many sockets; a run with fewer would measure something else."""
        report = self.do(f"open {count}")
        if report["answered"] != count:
            raise SystemExit(f"{self.server.name}: {count} sockets should be open: {report}")
        return report


def cafe_speech(code: str, *, text: str = "", subscribed: bool = True) -> Speech:
    stream = f"room:{code}"
    message = {"type": "chat_message", "stream": stream, "cid": "%u", "content": f"{STAMP} {text}"}
    return Speech(
        message='{"id":%t,' + json.dumps(message, separators=(",", ":"))[1:],
        greeting=json.dumps({"type": "subscribe", "id": 1, "stream": stream}) if subscribed else "",
        ready='"type":"ok"' if subscribed else '"type":"hello"',
        answer='"type":"ok"',
    )


def peer_speech(size: int) -> Speech:
    """A message that a peer delivers as a frame of so many bytes of payload."""
    empty = '{"type":"chat_message","message":"' + STAMP + ' "}'
    padding = "x" * (size - len(empty) - len("1234567890123456") + len("%t"))
    return Speech(message=empty[:-2] + padding + '"}')


def peer_people(path: Path, count: int) -> Path:
    path.write_text("/ws/\n" * count)
    return path

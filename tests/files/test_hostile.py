"""Files that mean harm are refused, or made harmless, within 64 MiB and a second of the processor.

The second is a limit that the kernel keeps for the process that draws; what is asserted of it here
is what the kernel counted, not what a clock said."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest

from tests import people
from tests.cafe import ROOT, Cafe
from tests.files.corpus import Hostile, corpus
from tests.opened import Opened

MOST_MEMORY = 64 * 1024 * 1024
#: The kernel ends a process at its next tick after the second.
MOST_CPU = 1.1

CORPUS = corpus()


@pytest.mark.parametrize("kind", CORPUS)
def test_what_drawing_takes(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "hostile"
    file.write_bytes(CORPUS[kind].data)
    done = subprocess.run(
        [sys.executable, "-m", "tests.files.measure", str(file)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    took = json.loads(done.stdout)
    assert took["child"] + took["own"] <= MOST_MEMORY
    assert took["child_cpu"] <= MOST_CPU
    assert took["own_cpu"] <= MOST_CPU


class Visitor:
    """Somebody with a seat, and no browser."""

    def __init__(self, cafe: Cafe) -> None:
        self.cafe = cafe
        _, self.room, [self.cookie, *_] = people.seat(cafe, 1)
        page = self.fetch("/rooms/create/").decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert token is not None
        self.token = token[1]

    def fetch(self, path: str) -> bytes:
        request = urllib.request.Request(self.cafe.url + path, headers={"Cookie": self.cookie})
        with urllib.request.urlopen(request, timeout=60) as answer:
            for header in answer.headers.get_all("Set-Cookie") or ():
                if header.startswith("csrftoken="):
                    self.cookie += "; " + header.split(";")[0]
            return bytes(answer.read())

    def upload(self, file: Hostile) -> int:
        edge = uuid4().hex
        form = (
            f'--{edge}\r\nContent-Disposition: form-data; name="room"\r\n\r\n{self.room}\r\n'
            f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n'
            "Content-Type: image/png\r\n\r\n"
        )
        headers = {
            "Cookie": self.cookie,
            "X-CSRFToken": self.token,
            "Content-Type": f"multipart/form-data; boundary={edge}",
        }
        body = form.encode() + file.data + f"\r\n--{edge}--\r\n".encode()
        request = urllib.request.Request(
            f"{self.cafe.url}/api/chat/attachments/", body, headers, method="POST"
        )
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refusal:
            with refusal:
                said = json.loads(refusal.read())
            assert said["detail"]
            return refusal.code


@pytest.fixture
def visitor(tmp_path: Path, opened: Opened) -> Iterator[Visitor]:
    unlimited = {"CAFE_UPLOADS_PER_MINUTE": "0"}
    with opened.copied(tmp_path) as settings, Cafe(tmp_path, **unlimited, **settings) as cafe:
        yield Visitor(cafe)


def test_what_the_server_answers_and_takes(visitor: Visitor) -> None:
    usual = Hostile("a.txt", b"x" * 24 * 1024 * 1024, 201)
    assert visitor.upload(usual) == 201
    before = peak(visitor.cafe.pid)
    answers = {kind: visitor.upload(hostile) for kind, hostile in CORPUS.items()}
    assert answers == {kind: hostile.status for kind, hostile in CORPUS.items()}
    assert visitor.upload(Hostile("a.bin", b"x" * 26 * 1024 * 1024, 413)) == 413
    assert peak(visitor.cafe.pid) - before <= MOST_MEMORY
    assert visitor.fetch("/healthz")


def peak(pid: int) -> int:
    """The most memory that this process ever had, in bytes."""
    line = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert line is not None
    return int(line[1]) * 1024


def test_nothing_is_left_open(visitor: Visitor) -> None:
    """Ten refusals later the server holds as many files as before."""
    bomb = CORPUS["a bomb of 36 megapixels"]
    visitor.upload(bomb)
    before = open_files(visitor.cafe.pid)
    for _ in range(10):
        visitor.upload(bomb)
    assert open_files(visitor.cafe.pid) <= before + 2


def open_files(pid: int) -> int:
    """Without those of the database, which each thread of the server opens when it first asks."""
    return sum("cafe.sqlite3" not in name for name in held(pid))


def held(pid: int) -> Iterator[str]:
    for handle in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed since the folder was read
            yield str(handle.readlink())

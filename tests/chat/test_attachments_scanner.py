"""Files pass a malware scanner where there is one, and nothing passes while it is away."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.chat.uploads import lying, sent
from virtualcafe.accounts.models import Person
from virtualcafe.chat.models import Attachment
from virtualcafe.lib import environment
from virtualcafe.rooms.models import Room

SignIn = Callable[[Person], Client]
pytestmark = pytest.mark.usefixtures("folder")

#: Not the test file itself, which a scanner on this machine would take away.
SIGNATURE = b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE"


class Scanner(threading.Thread):
    """Speaks INSTREAM as clamd(8) describes it, and knows one signature."""

    def __init__(self, *, most: int = 1024 * 1024) -> None:
        super().__init__(daemon=True)
        self.most = most
        self.line = socket.create_server(("127.0.0.1", 0))
        self.address = ("127.0.0.1", self.line.getsockname()[1])
        self.start()

    def run(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self.line.accept()
                with closing(caller), caller.makefile("rb") as said:
                    caller.sendall(self.answer(said) + b"\0")

    def answer(self, said: Any) -> bytes:
        assert said.read(10) == b"zINSTREAM\0"
        heard = b""
        while size := struct.unpack(">I", said.read(4))[0]:
            heard += said.read(size)
            if len(heard) > self.most:
                return b"INSTREAM size limit exceeded. ERROR"
        return b"stream: Eicar-Signature FOUND" if SIGNATURE in heard else b"stream: OK"


@pytest.fixture
def scanner(settings: Any) -> Iterator[Scanner]:
    scanner = Scanner()
    settings.CAFE_CLAMD = scanner.address
    yield scanner
    scanner.line.shutdown(socket.SHUT_RDWR)
    scanner.line.close()


def test_what_is_clean_passes(scanner: Scanner, bob: Person, room: Room, client_of: SignIn) -> None:
    assert sent(client_of(bob), room, b"clean" * 40_000).status_code == 201


def test_malware_is_refused(
    scanner: Scanner, bob: Person, room: Room, client_of: SignIn, folder: Path
) -> None:
    answer = sent(client_of(bob), room, b"x" * 100_000 + SIGNATURE, "nice.txt")
    assert answer.status_code == 415
    assert answer.json()["detail"] == "This file holds malware and was not taken."
    assert lying(folder) == []
    assert not Attachment.objects.exists()


def test_what_the_scanner_could_not_look_at_is_refused(
    scanner: Scanner, bob: Person, room: Room, client_of: SignIn, folder: Path
) -> None:
    scanner.most = 10
    assert sent(client_of(bob), room, b"x" * 100).status_code == 503
    assert lying(folder) == []


@pytest.mark.parametrize("where", [("127.0.0.1", 9), "/nowhere/clamd.sock"])
def test_without_its_scanner_the_cafe_takes_nothing(
    bob: Person, room: Room, client_of: SignIn, settings: Any, where: Any
) -> None:
    settings.CAFE_CLAMD = where
    answer = sent(client_of(bob), room, b"x")
    assert answer.status_code == 503
    told = "Files can't be checked for malware just now. Try later."
    assert answer.json() == {"code": "internal", "detail": told, "fields": {}}


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("", None),
        ("127.0.0.1:3310", ("127.0.0.1", 3310)),
        ("[::1]:3310", ("::1", 3310)),
        ("/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl"),
    ],
)
def test_where_it_listens(given: str, read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAFE_CLAMD", given)
    assert environment.scanner("CAFE_CLAMD") == read


@pytest.mark.parametrize("wrong", ["clamd", "3310", ":3310", "host:port"])
def test_where_nothing_listens(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAFE_CLAMD", wrong)
    with pytest.raises(environment.WrongSetting):
        environment.scanner("CAFE_CLAMD")

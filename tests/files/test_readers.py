"""Who asks for something long and stops reading keeps nobody else from the café."""

from __future__ import annotations

import socket
import urllib.request
from pathlib import Path

from tests.cafe import Cafe
from tests.opened import Opened
from tests.people import cookie_of
from virtualcafe.config.asgi import HTTP_WORKERS

LONG = "/static/drf_spectacular_sidecar/redoc/bundles/redoc.standalone.js.map"
#: More than all buffers on the way hold.
UPLOAD = """
import io, os
from virtualcafe.accounts.models import Person
from virtualcafe.chat.files.upload import upload
from virtualcafe.lib import clock
from virtualcafe.rooms.models import Membership
for name in ("alice", "bob"):
    person = Person.objects.get(username=name)
    room = Membership.objects.get(person=person).room
    upload(person, room.stream_name, io.BytesIO(os.urandom(4_000_000)), name="x", now=clock.now())
"""


def asked(cafe: Cafe, path: str, name: str = "") -> socket.socket:
    """Reads the beginning of the answer and nothing more."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.connect(("127.0.0.1", cafe.port))
    cookie = f"Cookie: sessionid={cookie_of(name)}\r\n" if name else ""
    line.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{cookie}\r\n".encode())
    assert line.recv(12) == b"HTTP/1.1 200"
    return line


def is_answered(cafe: Cafe) -> bool:
    try:
        with urllib.request.urlopen(f"{cafe.url}/login/", timeout=10) as answer:
            return bool(answer.status == 200)
    except TimeoutError:
        return False


def test_strangers_who_stop_reading_a_static_file(opened: Opened, tmp_path: Path) -> None:
    with opened.copied(tmp_path) as settings, Cafe(tmp_path, **settings) as cafe:
        stuck = [asked(cafe, LONG) for _ in range(HTTP_WORKERS)]
        answered = is_answered(cafe)
        for line in stuck:
            line.close()
    assert answered


def test_people_who_stop_reading_their_export(opened: Opened, tmp_path: Path) -> None:
    with opened.copied(tmp_path) as settings, Cafe(tmp_path, **settings) as cafe:
        cafe.manage("shell", "-v0", "-c", UPLOAD)
        names = ("alice", "bob") * (HTTP_WORKERS // 2)
        stuck = [asked(cafe, "/api/me/export/", name) for name in names]
        answered = is_answered(cafe)
        for line in stuck:
            line.close()
    assert answered

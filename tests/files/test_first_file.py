"""A café that was just opened takes files from its first request on."""

from __future__ import annotations

import urllib.request
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.cafe import Cafe
from tests.opened import Opened
from tests.people import cookie_of

TOKEN = "x" * 32
#: More than a request may hold that brings no file.
MUCH = b"\x00" * 3_000_000
ROOM = """
from virtualcafe.rooms.models import Room
print(Room.objects.get(code="{code}").pk)
"""


def test_the_first_thing_asked_is_a_file(opened: Opened, tmp_path: Path) -> None:
    head = {
        "Cookie": f"sessionid={cookie_of('alice')}; csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
        "Content-Type": MULTIPART_CONTENT,
    }
    with opened.copied(tmp_path) as settings, Cafe(tmp_path, **settings) as cafe:
        room = cafe.manage("shell", "-v0", "-c", ROOM.format(code=opened.code)).split()[-1]
        form = {"room": room, "file": SimpleUploadedFile("notes.bin", MUCH)}
        address, body = f"{cafe.url}/api/chat/attachments/", encode_multipart(BOUNDARY, form)
        with urllib.request.urlopen(urllib.request.Request(address, body, head)) as answer:
            assert answer.status == 201

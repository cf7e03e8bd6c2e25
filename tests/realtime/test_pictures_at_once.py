"""Many pictures at once wait for their turn, and nobody else waits with them."""

from __future__ import annotations

import http.client
import threading
import urllib.request
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.chat.uploads import ADDRESS, picture
from virtualcafe.accounts.models import Person
from virtualcafe.api.authentication import issue
from virtualcafe.config.asgi import HTTP_WORKERS
from virtualcafe.lib import images
from virtualcafe.lib.errors import UnsupportedType
from virtualcafe.rooms.models import Room

from .conftest import Cafe


def test_pictures_hold_not_all_workers(
    cafe: Cafe, alice: Person, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, over = threading.Semaphore(0), threading.Event()

    def slowly(*_: Any) -> Any:
        began.release()
        over.wait(30)
        raise UnsupportedType

    monkeypatch.setattr(images, "_told_by_child", slowly)
    file = SimpleUploadedFile("a.png", picture())
    body = encode_multipart(BOUNDARY, {"room": room.pk, "file": file})
    head = {"Content-Type": MULTIPART_CONTENT, "Authorization": f"Bearer {issue(alice)['access']}"}
    lines = [http.client.HTTPConnection("127.0.0.1", cafe.port) for _ in range(HTTP_WORKERS)]
    for line in lines:
        line.request("POST", ADDRESS, body, head)
    for _ in range(images.AT_ONCE):
        assert began.acquire(timeout=10)
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{cafe.port}/login/", timeout=5) as answer:
            assert answer.status == 200
    finally:
        over.set()
        for line in lines:
            line.getresponse().read()
            line.close()

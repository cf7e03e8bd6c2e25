"""Files as people upload them, and what lies in the folder then."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.chat.files.upload import upload
from virtualcafe.chat.models import Attachment
from virtualcafe.rooms.models import Room

RECORDINGS = Path(__file__).parent.parent / "files"
ADDRESS = "/api/chat/attachments/"


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def recording(kind: str = "webm") -> bytes:
    """A second and a half, as Chromium's MediaRecorder wrote it."""
    return (RECORDINGS / f"voice.{kind}").read_bytes()


def sent(client: Client, room: Room, data: bytes, name: str = "notes.txt", **fields: Any) -> Any:
    """The answer to an upload; the type that is claimed is never the right one."""
    file = SimpleUploadedFile("x", data, content_type="text/html")
    file._name = name  # as a program may send it: Django's own would be cleaned here already
    return client.post(ADDRESS, {"file": file, "room": room.pk, **fields})


def uploaded(
    person: Person, room: Room, data: bytes = b"Some notes.", name: str = "notes.txt", **fields: Any
) -> Attachment:
    options = {"now": NOON, **fields}
    return upload(person, room.stream_name, io.BytesIO(data), name=name, **options)


def lying(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]

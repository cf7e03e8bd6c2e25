"""What a file is: by what it holds, never by what it is called or said to be."""

from __future__ import annotations

from typing import IO

import filetype

UNKNOWN = "application/octet-stream"
TEXT = "text/plain"
#: Pictures that are drawn anew and shown; every other file is a download.
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8")
PICTURE_NAMES = {".png", ".jpg", ".jpeg", ".gif", ".webp"}
HEAD = 8192


def is_picture(stream: IO[bytes], extension: str) -> bool:
    """Also what is only called one: then it can't be drawn, and is refused with that word."""
    stream.seek(0)
    head = stream.read(16)
    is_webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    return head.startswith(PICTURES) or is_webp or extension.lower() in PICTURE_NAMES


def mime_of(stream: IO[bytes]) -> str:
    """For people and their icons; the file is served as nothing in particular."""
    stream.seek(0)
    head = stream.read(HEAD)
    guess = filetype.guess_mime(head)
    if guess:
        return str(guess)
    return TEXT if _is_text(head) else UNKNOWN


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    try:
        head.decode()
    except UnicodeDecodeError as wrong:
        return len(head) == HEAD and wrong.start > HEAD - 4  # cut in the middle of a letter
    return True

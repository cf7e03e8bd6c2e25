"""Files that mean harm, and what the café answers to each: 201 where it made them harmless."""

from __future__ import annotations

import io
import random
import struct
import zlib
from typing import Any, NamedTuple

from PIL import Image


class Hostile(NamedTuple):
    name: str
    data: bytes
    status: int


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *chunks: bytes, pixels: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    data = chunk(b"IDAT", pixels) if pixels else b""
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + data + chunk(b"IEND", b"")


def black(width: int, height: int) -> bytes:
    packer = zlib.compressobj(9)
    line = b"\0" * (width * 3 + 1)
    return b"".join(packer.compress(line) for _ in range(height)) + packer.flush()


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def gif_of(frames: int, *, size: int = 1) -> bytes:
    """Frames of one pixel on a screen of `size` squared."""
    frame = b",\0\0\0\0\1\0\1\0\0\2\2D\1\0"
    screen = struct.pack("<HH", size, size)
    return b"GIF89a" + screen + b"\x80\0\0\0\0\0\xff\xff\xff" + frame * frames + b";"


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


SMALL = saved(Image.new("RGB", (60, 40), "teal"), "PNG")
SMALL_GIF = saved(Image.new("RGB", (60, 40), "teal"), "GIF")
SMALL_JPEG = saved(Image.new("RGB", (60, 40), "teal"), "JPEG")
ZIP = b"PK\x03\x04" + b"\0" * 26 + b"PK\x05\x06" + b"\0" * 18


def webm(*, blocks: int) -> bytes:
    head = bytes.fromhex("1a45dfa3 87 4282 84") + b"webm"
    return head + bytes.fromhex("18538067 01ffffffffffffff") + b"\xa3\x84\x81\0\0\0" * blocks


def wordy(kind: bytes, head: bytes, size: int, *, times: int = 1) -> bytes:
    """A small PNG with chunks that hold `size` bytes, packed."""
    bomb = chunk(kind, head + zlib.compress(b"\0" * size, 9))
    return png(9, 9, *[bomb] * times, pixels=black(9, 9))


def corpus() -> dict[str, Hostile]:
    def png_of(data: bytes, status: int) -> Hostile:
        return Hostile("a.png", data, status)

    def gif_that(data: bytes, status: int) -> Hostile:
        return Hostile("a.gif", data, status)

    boxes = b"\0\0\0\x0cftypisom" + b"\0\0\0\x08moov" * 2_500_000
    return {
        "30,000 by 30,000": png_of(png(30_000, 30_000, pixels=black(30_000, 40)), 413),
        "a bomb of 36 megapixels": png_of(png(6_000, 6_000, pixels=black(6_000, 6_000)), 413),
        "65,535 by 65,535 gif": gif_that(gif_of(1, size=65_535), 413),
        "20 megapixels of gif": gif_that(gif_of(1, size=4_500), 413),
        "ten thousand frames": gif_that(gif_of(10_000), 413),
        "half a million frames": gif_that(gif_of(500_000), 413),
        "a bomb in words": png_of(wordy(b"zTXt", b"C\0\0", 100_000_000), 415),
        "many bombs in words": png_of(wordy(b"iTXt", b"C\0\1\0\0\0", 10**6, times=1_000), 415),
        "a bomb in the colours": png_of(wordy(b"iCCP", b"C\0\0", 100_000_000), 415),
        "a truncated png": png_of(SMALL[:70], 415),
        "a truncated jpeg": Hostile("a.jpg", SMALL_JPEG[:300], 415),
        "noise that says png": png_of(b"\x89PNG\r\n\x1a\n" + noise(200_000), 415),
        "noise that says jpeg": Hostile("a.jpg", b"\xff\xd8\xff\xe0" + noise(200_000), 415),
        "noise that says webp": Hostile("a.webp", b"RIFF\xff\xff\0\0WEBPVP8 " + noise(10_000), 415),
        "gif and script": gif_that(SMALL_GIF + b"*/=1;alert(document.cookie)//", 201),
        "script that says gif": gif_that(b"GIF89a/*" + b" " * 100 + b"*/=1;alert(1)", 415),
        "png and zip": png_of(SMALL + ZIP, 201),
        "zip that says png": png_of(ZIP, 415),
        "svg that says png": png_of(b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415),
        "html": Hostile("a.html", b"<script>alert(1)</script>", 201),
        "a zip bomb": Hostile("a.zip", ZIP + zlib.compress(b"\0" * 50_000_000, 9), 201),
        "a webm of too many blocks": Hostile("a.webm", webm(blocks=3_000_000), 201),
        "an mp4 of boxes in boxes": Hostile("a.mp4", boxes, 201),
    }

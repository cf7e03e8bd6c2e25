"""Pictures of strangers come out upright, small and bare, or not at all."""

from __future__ import annotations

import io
import struct
import zlib
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image

from virtualcafe.lib import images
from virtualcafe.lib.errors import RateLimited, TooLarge, UnsupportedType


def encoded(picture: Image.Image, kind: str, **options: Any) -> io.BytesIO:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out


def plain(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    return Image.new(mode, (width, height), None if mode == "I;16" else "teal")


def drawn(stream: io.BytesIO, *, largest: int = 100, square: bool = False) -> Image.Image:
    made = images.reencode(stream, largest=largest, square=square)
    with made.file:
        picture = Image.open(made.file)
        picture.load()
    assert picture.size == (made.width, made.height)
    assert Image.MIME[picture.format or ""] == made.mime
    return picture


@pytest.mark.parametrize(
    ("kind", "becomes"), [("JPEG", "JPEG"), ("PNG", "PNG"), ("WEBP", "WEBP"), ("GIF", "PNG")]
)
def test_each_kind(kind: str, becomes: str) -> None:
    picture = drawn(encoded(plain(), kind))
    assert (picture.format, picture.size) == (becomes, (60, 40))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_each_mode_of_a_png(mode: str) -> None:
    assert drawn(encoded(plain(mode=mode), "PNG"), largest=30).size == (30, 20)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_each_mode_of_a_jpeg(mode: str) -> None:
    assert drawn(encoded(plain(mode=mode), "JPEG"), largest=30).size == (30, 20)


def test_what_is_see_through_stays_so() -> None:
    picture = Image.new("RGBA", (50, 50), (255, 0, 0, 0))
    assert drawn(encoded(picture, "PNG")).getpixel((5, 5)) == (255, 0, 0, 0)
    palette = picture.convert("P")
    assert drawn(encoded(palette, "GIF", transparency=palette.getpixel((0, 0)))).mode == "RGBA"


def test_a_large_one_shrinks_in_strips_without_seams() -> None:
    """A slope of grey stays a slope: a seam would be a step."""
    slope = Image.linear_gradient("L").resize((900, 3000), Image.Resampling.BICUBIC)
    small = drawn(encoded(slope, "PNG"), largest=1_000)
    assert small.size == (300, 1_000)
    column = [small.getpixel((150, line)) for line in range(1_000)]
    assert all(0 <= after - before <= 2 for before, after in pairwise(column))
    assert (column[0], column[-1]) == (0, 255)


def test_a_thin_one_keeps_a_line() -> None:
    assert drawn(encoded(plain(1_000, 2), "PNG"), largest=100).size == (100, 1)


def test_the_middle_of_it() -> None:
    assert drawn(encoded(plain(90, 40), "PNG"), largest=32, square=True).size == (32, 32)


def test_metadata_stays_behind_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Spy Camera"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
    made = images.reencode(encoded(plain(), "JPEG", exif=exif, comment=b"home"), largest=100)
    with made.file:
        raw = made.file.read()
    assert (made.width, made.height) == (40, 60)
    assert b"Spy" not in raw
    assert b"home" not in raw
    assert not Image.open(io.BytesIO(raw)).getexif()


def test_words_in_a_png_stay_behind() -> None:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Comment", "secret")
    made = images.reencode(encoded(plain(), "PNG", pnginfo=words), largest=100)
    with made.file:
        assert b"secret" not in made.file.read()


def test_a_thumbnail_beside_it() -> None:
    stream = encoded(plain(3_000, 1_500), "JPEG")
    whole, small = images.reencode_with_thumbnail(stream, largest=2_560, thumbnail=480)
    with whole.file, small.file:
        assert (whole.mime, small.mime) == ("image/jpeg", "image/webp")
        assert (small.width, small.height) == (480, 240)
        assert Image.open(small.file).size == (480, 240)


def test_a_picture_of_a_phone_is_read_coarsely() -> None:
    assert drawn(encoded(plain(8_000, 5_000), "JPEG"), largest=2_560).size == (2_000, 1_250)


@pytest.mark.parametrize("tail", [b"<script>alert(1)</script>", b"PK\x03\x04" + b"x" * 100])
@pytest.mark.parametrize("kind", ["PNG", "GIF", "JPEG", "WEBP"])
def test_what_hides_behind_a_picture_stays_behind(kind: str, tail: bytes) -> None:
    stream = encoded(plain(), kind)
    stream.seek(0, io.SEEK_END)
    stream.write(tail)
    made = images.reencode(stream, largest=100)
    with made.file:
        assert tail not in made.file.read()


def test_a_script_that_begins_like_a_gif() -> None:
    with pytest.raises(UnsupportedType):
        images.reencode(io.BytesIO(b"GIF89a=1;alert(1)//" + b" " * 500), largest=100)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *chunks: bytes, pixels: bytes = b"") -> io.BytesIO:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    data = chunk(b"IDAT", pixels) if pixels else b""
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + data + chunk(b"IEND", b""))


def test_thirty_thousand_by_thirty_thousand() -> None:
    bomb = png(30_000, 30_000, pixels=zlib.compress(b"\0" * 1_000_000, 9))
    with pytest.raises(TooLarge, match="40 megapixels"):
        images.reencode(bomb, largest=100)


def test_a_bomb_within_the_megapixels_takes_no_more_than_it_may() -> None:
    pixels = zlib.compress(b"\0" * (6_000 * 3 + 1) * 6_000, 9)
    with pytest.raises(TooLarge):
        images.reencode(png(6_000, 6_000, pixels=pixels), largest=100)


def test_a_bomb_in_the_words_of_a_png() -> None:
    words = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 100_000_000, 9))
    pixels = zlib.compress(b"\0" * 31 * 10)
    with pytest.raises((UnsupportedType, TooLarge)):
        images.reencode(png(10, 10, words, pixels=pixels), largest=100)


def test_ten_thousand_frames() -> None:
    frame = b",\0\0\0\0\1\0\1\0\0\2\2D\1\0"
    gif = b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff" + frame * 10_000 + b";"
    with pytest.raises(TooLarge, match="1,000 frames"):
        images.reencode(io.BytesIO(gif), largest=100)


def test_a_moving_picture_stands_still() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "green")]
    picture = drawn(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert picture.convert("RGB").getpixel((3, 3)) == (255, 0, 0)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_one_that_ends_in_the_middle(kind: str) -> None:
    whole = encoded(Image.effect_noise((200, 200), 90).convert("RGB"), kind).getvalue()
    with pytest.raises(UnsupportedType):
        images.reencode(io.BytesIO(whole[: len(whole) // 2]), largest=100)


@pytest.mark.parametrize("raw", [b"", b"no picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_what_is_no_picture(raw: bytes) -> None:
    with pytest.raises(UnsupportedType):
        images.reencode(io.BytesIO(raw), largest=100)


def test_a_kind_that_is_not_drawn_here() -> None:
    with pytest.raises(UnsupportedType):
        images.reencode(encoded(plain(), "TIFF"), largest=100)


def test_who_waits_too_long_is_asked_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "TURN_SECONDS", 0)
    for _ in range(images.AT_ONCE):
        assert images._turns.acquire(timeout=1)
    try:
        with pytest.raises(RateLimited):
            images.reencode(encoded(plain(), "PNG"), largest=100)
    finally:
        images._turns.release(images.AT_ONCE)

"""Runs alone, as a program, for one picture: source on standard input, pictures to the descriptors
it was given, a word about them as JSON on standard output. It limits itself before it looks."""

from __future__ import annotations

import io
import json
import os
import resource
import sys
from math import ceil
from pathlib import Path
from typing import IO, Any

from PIL import Image, ImageCms, PngImagePlugin

#: What this process may take on top of what Python and Pillow need to stand here.
MEMORY = 64 * 1024 * 1024
CPU_SECONDS = 1
#: A JPEG is read at a half, a quarter or an eighth until its pixels take no more than this.
JPEG_PIXELS = MEMORY // 8
#: Also the bound of a picture that grows by being drawn anew.
FILE_BYTES = 64 * 1024 * 1024


FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
#: Pillow's own bound; `drawn` has one that it is told.
Image.MAX_IMAGE_PIXELS = None
#: Nobody reads the words inside a picture; Pillow would unpack megabytes of them.
PngImagePlugin.MAX_TEXT_CHUNK = PngImagePlugin.MAX_TEXT_MEMORY = 256 * 1024
#: Above this a PNG is packed quickly rather than tightly: a second is soon over.
QUICK_FROM = 2_000_000
#: Lines that are shrunk together, and those around them that the filter looks at.
STRIP, AROUND = 256, 4

ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class Refused(Exception):
    pass


def main() -> None:
    Image.init()
    limit_myself()
    order = json.loads(sys.argv[1])
    answer: dict[str, Any]
    try:
        answer = {"drawn": drawn(sys.stdin.buffer, order)}
    except Refused as refusal:
        answer = {"refusal": str(refusal)}
    except MemoryError:
        answer = {"refusal": "memory"}
    except Exception:
        answer = {"refusal": "damaged"}
    json.dump(answer, sys.stdout)


def limit_myself() -> None:
    most = held() + MEMORY
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def held() -> int:
    """Bytes of this process that are its own, in the kernel's count (proc(5), statm)."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[5])
    except OSError:  # no Linux: the limit is about as much
        return MEMORY // 4
    return pages * resource.getpagesize()


def drawn(source: IO[bytes], order: dict[str, Any]) -> list[dict[str, Any]]:
    picture = Image.open(source, formats=FORMATS)
    pixels = picture.width * picture.height
    if pixels > order["pixels"]:
        raise Refused("pixels")
    if frames(picture, source, most=order["frames"]) > order["frames"]:
        raise Refused("frames")
    try:
        ready = readied(picture, order["drafts"][0])
    except OSError:  # also what the libraries make of too little memory
        raise Refused("memory" if pixels > JPEG_PIXELS else "damaged") from None
    return [saved(ready, picture.format or "", draft) for draft in order["drafts"]]


def readied(picture: Image.Image, largest: dict[str, Any]) -> Image.Image:
    """The pixels, upright, in the colours of a screen, at most as large as the largest draft."""
    side, square = largest["largest"], largest.get("square")
    needed = min(picture.size) if square else max(picture.size)
    picture.draft("RGB", coarse(picture.size, needed / side))  # of a JPEG
    turn = UPRIGHT.get(picture.getexif().get(ORIENTATION, 1))
    profile = picture.info.get("icc_profile")
    picture.load()
    small = shrunk(middle(in_plain_mode(picture)) if square else in_plain_mode(picture), side)
    if small is not picture:
        picture.close()
    small = opaque(in_screen_colours(small, profile))
    return small.transpose(turn) if turn is not None else small


def coarse(size: tuple[int, int], scale: float) -> tuple[int, int]:
    """The size to which a JPEG may be read that will be shrunk by `scale`: enough for that, and
    never more than fits."""
    width, height = size
    halves = 1
    while width * height > JPEG_PIXELS * halves**2 or 2 * halves <= scale:
        halves *= 2
    return max(1, width // halves), max(1, height // halves)


def in_plain_mode(picture: Image.Image) -> Image.Image:
    if picture.mode in {"RGB", "RGBA", "L"}:
        return picture
    if picture.mode.startswith("I;16"):
        return picture.point(lambda value: value * (1 / 256), "L")
    see_through = picture.mode in {"LA", "PA", "La", "RGBa"} or "transparency" in picture.info
    return picture.convert("RGBA" if see_through else "RGB")


def middle(picture: Image.Image) -> Image.Image:
    side = min(picture.size)
    left, top = (picture.width - side) // 2, (picture.height - side) // 2
    return picture.crop((left, top, left + side, top + side))


def shrunk(picture: Image.Image, side: int) -> Image.Image:
    if max(picture.size) <= side:
        return picture
    scale = side / max(picture.size)
    width, height = (max(1, round(length * scale)) for length in picture.size)
    small = Image.new(picture.mode, (width, height))
    for top in range(0, height, STRIP):
        small.paste(strip(picture, small.size, top, min(top + STRIP, height)), (0, top))
    return small


def strip(picture: Image.Image, size: tuple[int, int], top: int, bottom: int) -> Image.Image:
    """The lines from `top` to `bottom` of the picture at this size. Shrinking all at once needs
    half of the picture once more in between; some lines around the strip hide its edges."""
    first, last = max(top - AROUND, 0), min(bottom + AROUND, size[1])
    step = picture.height / size[1]
    begin, end = int(first * step), min(ceil(last * step), picture.height)
    lines = picture.crop((0, begin, picture.width, end))
    box = (0, first * step - begin, picture.width, min(last * step, picture.height) - begin)
    lines = lines.resize((size[0], last - first), Image.Resampling.LANCZOS, box)
    return lines.crop((0, top - first, size[0], bottom - first))


def opaque(picture: Image.Image) -> Image.Image:
    """Screenshots can be seen through in principle only."""
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema() == (255, 255):
        return picture.convert("RGB")
    return picture


def in_screen_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Phones take pictures in wider colours and say so in a profile, which doesn't come along."""
    if not profile or picture.mode not in {"RGB", "RGBA"}:
        return picture
    try:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        ours = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, theirs, ours) or picture
    except ImageCms.PyCMSError:
        return picture


def saved(picture: Image.Image, kind: str, draft: dict[str, Any]) -> dict[str, Any]:
    picture = bare(shrunk(picture, draft["largest"]))
    with os.fdopen(draft["out"], "wb", closefd=False) as out:
        if draft.get("small"):
            picture.save(out, "WEBP", quality=75, method=4)
            mime, extension = "image/webp", "webp"
        elif kind == "WEBP":
            picture.save(out, "WEBP", quality=82, method=2)
            mime, extension = "image/webp", "webp"
        elif kind in {"PNG", "GIF"}:
            quick = picture.width * picture.height > QUICK_FROM
            picture.save(out, "PNG", compress_level=1 if quick else 3)
            mime, extension = "image/png", "png"
        else:
            picture.convert("RGB").save(out, "JPEG", quality=85)
            mime, extension = "image/jpeg", "jpg"
    size = {"width": picture.width, "height": picture.height}
    return {"mime": mime, "extension": extension, **size}


def bare(picture: Image.Image) -> Image.Image:
    """Pillow writes what it finds in `info`: comments, profiles, EXIF."""
    picture.info = {}
    return picture


def frames(picture: Image.Image, source: IO[bytes], *, most: int) -> int:
    """How many pictures the file says it holds, or one more than `most`. Pillow would decode a GIF
    to count them."""
    if picture.format != "GIF":
        return int(getattr(picture, "n_frames", 1))
    place = source.tell()
    try:
        return gif_frames(source, most=most)
    finally:
        source.seek(place)


def gif_frames(source: IO[bytes], *, most: int) -> int:
    """Walks over the blocks of a GIF (GIF89a, appendix B) without looking into them."""
    source.seek(6)
    screen = source.read(7)
    source.seek(table(screen[4]), io.SEEK_CUR)
    count = 0
    while count <= most and (block := source.read(1)) not in {b"", b";"}:
        if block == b"!":
            source.seek(1, io.SEEK_CUR)
        elif block == b",":
            count += 1
            source.seek(table(source.read(9)[8]) + 1, io.SEEK_CUR)
        else:
            return count
        while (length := source.read(1)) not in {b"", b"\0"}:
            source.seek(length[0], io.SEEK_CUR)
    return count


def table(flags: int) -> int:
    """The bytes of a colour table, from the flags that announce it."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


if __name__ == "__main__":
    main()

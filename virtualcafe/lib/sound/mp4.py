"""MP4 (ISO/IEC 14496-12): boxes in boxes. A recording of a browser comes in fragments, whose
lengths are added up."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from typing import IO, NamedTuple

#: Those whose inside is looked at as if it stood beside them.
OPENED = {b"moov", b"trak", b"mdia", b"moof", b"traf", b"mvex"}
#: A file is a handful of boxes; a recording in fragments has a few a second.
MOST_BOXES = 20_000
#: Likewise: five minutes have fifteen thousand.
MOST_SAMPLES = 100_000
#: The longest box whose data counts here: a fragment's table.
MOST_BYTES = 64 * 1024


class Box(NamedTuple):
    kind: bytes
    data: bytes


def seconds(stream: IO[bytes]) -> float:
    """How long the recording is. Raises ValueError for what is no MP4 with sound alone."""
    handlers, scale, whole, usual, parts, samples = set(), 0, 0, 0, 0, 0
    for kind, data in boxes(stream):
        if kind == b"hdlr":
            handlers.add(data[8:12])
        elif kind == b"mdhd":
            scale, whole = media_header(data)
        elif kind == b"trex":
            usual = integer(data, 12)
        elif kind == b"tfhd":
            usual = usual_length(data) or usual
        elif kind == b"trun":
            parts += run_length(data, usual)
            samples += integer(data, 4)
        if samples > MOST_SAMPLES:
            raise ValueError("too many samples")
    if handlers != {b"soun"} or not scale:
        raise ValueError("no recording of sound alone")
    return max(whole, parts) / scale


def boxes(stream: IO[bytes]) -> Iterator[Box]:
    stream.seek(0)
    for _ in range(MOST_BOXES):
        head = stream.read(8)
        if len(head) < 8:
            return
        size, kind = struct.unpack(">I4s", head)
        inside = size - 8
        if size == 1:
            inside = integer(stream.read(8), 0, length=8) - 16
        if kind in OPENED:
            continue
        if inside < 0:
            return  # to the end of the file, or broken
        data = stream.read(min(inside, MOST_BYTES))
        stream.seek(inside - len(data), os.SEEK_CUR)
        yield Box(kind, data)
    raise ValueError("too many boxes")


def integer(data: bytes, at: int, *, length: int = 4) -> int:
    return int.from_bytes(data[at : at + length])


def media_header(data: bytes) -> tuple[int, int]:
    """Units a second, and how many there are; a recorder doesn't know that yet."""
    long = data[0] == 1
    scale = integer(data, 20 if long else 12)
    length = 8 if long else 4
    whole = integer(data, 24 if long else 16, length=length)
    return scale, 0 if whole == 2 ** (8 * length) - 1 else whole


def usual_length(data: bytes) -> int:
    """Of the samples of a fragment, where it says so (tfhd, 8.8.7)."""
    flags = integer(data, 1, length=3)
    if not flags & 0x8:
        return 0
    return integer(data, 8 + (8 if flags & 0x1 else 0) + (4 if flags & 0x2 else 0))


def run_length(data: bytes, usual: int) -> int:
    """Of a fragment's samples together (trun, 8.8.8)."""
    flags, samples = integer(data, 1, length=3), integer(data, 4)
    if not flags & 0x100:
        return samples * usual
    at = 8 + (4 if flags & 0x1 else 0) + (4 if flags & 0x4 else 0)
    step = 4 * sum(bool(flags & each) for each in (0x100, 0x200, 0x400, 0x800))
    return sum(
        integer(data, place) for place in range(at, min(len(data), at + samples * step), step)
    )

"""WebM (Matroska, RFC 9559): elements in elements. A recorder doesn't go back to write the length
of what it has written, so the length is where the last block begins."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from typing import IO, NamedTuple

MAGIC = b"\x1a\x45\xdf\xa3"

DOC_TYPE = 0x4282
SEGMENT, INFO, TRACKS, CLUSTER = 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675
TIMESTAMP_SCALE, DURATION = 0x2AD7B1, 0x4489
TRACK_ENTRY, TRACK_TYPE = 0xAE, 0x83
CLUSTER_TIMESTAMP, SIMPLE_BLOCK, BLOCK_GROUP, BLOCK = 0xE7, 0xA3, 0xA0, 0xA1
#: Those whose inside is looked at as if it stood beside them.
OPENED = {0x1A45DFA3, SEGMENT, INFO, TRACKS, TRACK_ENTRY, CLUSTER, BLOCK_GROUP}
AUDIO = 2

#: Five minutes have fifteen thousand; whoever needs far more is not looked at to the end.
MOST_ELEMENTS = 50_000
#: No value that counts here is longer.
MOST_BYTES = 16


class Element(NamedTuple):
    kind: int
    data: bytes


def seconds(stream: IO[bytes]) -> float:
    """How long the recording is. Raises ValueError for what is no WebM with sound alone."""
    scale, cluster, last, duration, tracks = 1_000_000, 0, 0, 0.0, set()
    for kind, data in elements(stream):
        if kind == DOC_TYPE and data.rstrip(b"\0") != b"webm":
            raise ValueError("Matroska, but no WebM")
        if kind == TRACK_TYPE:
            tracks.add(number(data))
        elif kind == TIMESTAMP_SCALE:
            scale = number(data)
        elif kind == DURATION:
            duration = real(data)
        elif kind == CLUSTER_TIMESTAMP:
            cluster = number(data)
        elif kind in {SIMPLE_BLOCK, BLOCK}:
            last = max(last, cluster + relative(data))
    if tracks != {AUDIO}:
        raise ValueError("no recording of sound alone")
    return max(duration, last) * scale / 1e9


def elements(stream: IO[bytes]) -> Iterator[Element]:
    """Every element with the beginning of its data, without those that only hold others."""
    stream.seek(0)
    for _ in range(MOST_ELEMENTS):
        kind = vint(stream, keep_marker=True)
        if kind is None:
            return
        size = vint(stream)
        if kind in OPENED:
            continue
        if size is None:
            raise ValueError("an element of unknown length")
        data = stream.read(min(size, MOST_BYTES))
        stream.seek(size - len(data), os.SEEK_CUR)
        yield Element(kind, data)
    raise ValueError("too many elements")


def vint(stream: IO[bytes], *, keep_marker: bool = False) -> int | None:
    """A number that tells its own length. None at the end, and for a length that is not known."""
    first = stream.read(1)
    if not first:
        return None
    length = 9 - first[0].bit_length()
    if length > 8:
        raise ValueError("no element")
    raw = first + stream.read(length - 1)
    value = int.from_bytes(raw)
    if keep_marker:
        return value
    marker = 1 << (7 * length)
    return None if value == 2 * marker - 1 else value & (marker - 1)


def number(data: bytes) -> int:
    return int.from_bytes(data)


def real(data: bytes) -> float:
    return float(struct.unpack(">f" if len(data) == 4 else ">d", data)[0]) if data else 0.0


def relative(block: bytes) -> int:
    """A block begins with its track, a number of some bytes, and its time within the cluster."""
    track = 9 - block[0].bit_length()
    return int.from_bytes(block[track : track + 2], signed=True)

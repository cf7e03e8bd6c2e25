"""Recordings: what a file of sound says of itself. Browsers record WebM and MP4."""

from __future__ import annotations

import struct
from typing import IO, NamedTuple

from virtualcafe.lib.sound import mp4, webm


class Sound(NamedTuple):
    """`seconds` is None where the file doesn't tell."""

    mime: str
    seconds: float | None


def sound_of(stream: IO[bytes]) -> Sound | None:
    """The recording in this file; None for everything else, a film among it."""
    stream.seek(0)
    head = stream.read(12)
    try:
        if head.startswith(webm.MAGIC):
            return _sound("audio/webm", webm.seconds(stream))
        if head[4:8] == b"ftyp":
            return _sound("audio/mp4", mp4.seconds(stream))
    except (ValueError, IndexError, OverflowError, OSError, struct.error):
        return None
    return None


def _sound(mime: str, seconds: float) -> Sound:
    return Sound(mime, round(seconds, 2) if 0 < seconds < 1e6 else None)

"""Runs as a program: what the drawing of one file of the corpus took, as JSON."""

from __future__ import annotations

import io
import json
import resource
import sys
from contextlib import suppress

from virtualcafe.lib import images
from virtualcafe.lib.errors import CafeError
from virtualcafe.lib.sound import sound_of


def main(path: str) -> None:
    with open(path, "rb") as file:  # noqa: PTH123 - as small a process as can be
        data = file.read()
    draw(SMALL)
    idle, cpu = child_memory(), child_cpu()
    own = resource.getrusage(resource.RUSAGE_SELF)
    draw(data)
    sound_of(io.BytesIO(data))
    after = resource.getrusage(resource.RUSAGE_SELF)
    told = {
        "child": child_memory() - idle,
        "child_cpu": child_cpu() - cpu,
        "own": (after.ru_maxrss - own.ru_maxrss) * 1024,
        "own_cpu": after.ru_utime + after.ru_stime - own.ru_utime - own.ru_stime,
    }
    print(json.dumps(told))  # noqa: T201


#: A GIF of one pixel.
SMALL = b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"


def draw(data: bytes) -> None:
    with suppress(CafeError):
        for made in images.reencode_with_thumbnail(io.BytesIO(data), largest=2_560, thumbnail=480):
            made.file.close()


def child_memory() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def child_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main(sys.argv[1])

"""Pictures of strangers, drawn anew: what comes out holds pixels and nothing else.

The decoding is done by a process that lives for one picture and may take little memory, one second
and no file (`drawing.py`), so that the worst a picture can do is to be refused."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from threading import BoundedSemaphore
from typing import IO, Any, NamedTuple

from virtualcafe.lib.errors import RateLimited, TooLarge, UnsupportedType

#: The largest picture that is looked at; phones make 50 megapixels only on request.
MOST_PIXELS = 40_000_000
#: A moving picture with more frames than this is no picture of anything.
MOST_FRAMES = 1_000
#: Pictures drawn at once, in this process; the next waits for its turn.
AT_ONCE = 2
#: So long, and then the sender is asked to come again.
TURN_SECONDS = 30
#: The child's own limit is a second of the processor; on a busy machine that takes longer.
WALL_SECONDS = 60

DAMAGED = "This picture can't be drawn. Whole ones of the kinds PNG, JPEG, WebP and GIF can."
TOO_MUCH = "This picture is too large to be drawn here. Please send it smaller, or as a JPEG."
_SENTENCES = {
    "pixels": f"A picture may have up to {MOST_PIXELS // 1_000_000} megapixels.",
    "frames": f"A moving picture may have up to {MOST_FRAMES:,} frames.",
    "memory": TOO_MUCH,
}

_turns = BoundedSemaphore(AT_ONCE)


class Drawn(NamedTuple):
    """A picture in a temporary file that goes away when it is closed."""

    file: IO[bytes]
    mime: str
    extension: str
    width: int
    height: int


def reencode(stream: IO[bytes], *, largest: int, square: bool = False) -> Drawn:
    """The picture of `stream` with no side longer than `largest`, upright, without metadata; of a
    moving one the first frame; with `square` only its middle.

    Raises UnsupportedType for what is no picture, TooLarge for what would take too much to draw,
    RateLimited when too many wait."""
    return _draw(stream, [{"largest": largest, "square": square}])[0]


def reencode_with_thumbnail(
    stream: IO[bytes], *, largest: int, thumbnail: int
) -> tuple[Drawn, Drawn]:
    """As `reencode`, and the same again as a small WebP of at most `thumbnail` pixels a side."""
    whole, small = _draw(stream, [{"largest": largest}, {"largest": thumbnail, "small": True}])
    return whole, small


def portrait(stream: IO[bytes], *, side: int) -> Drawn:
    """The middle of a picture as a square WebP of at most `side` pixels. Raises as `reencode`."""
    return _draw(stream, [{"largest": side, "square": True, "small": True}])[0]


def _draw(stream: IO[bytes], wanted: list[dict[str, Any]]) -> list[Drawn]:
    with ExitStack() as opened, TemporaryFile() as source:
        # The child reads a descriptor of its own, and not every stream has one.
        stream.seek(0)
        shutil.copyfileobj(stream, source)
        source.seek(0)
        outs: list[IO[bytes]] = [opened.enter_context(TemporaryFile()) for _ in wanted]
        told = _in_turn(source, outs, wanted)
        opened.pop_all()
    for out in outs:
        out.seek(0)
    return [Drawn(out, **each) for out, each in zip(outs, told, strict=True)]


def _in_turn(
    source: IO[bytes], outs: list[IO[bytes]], wanted: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    if not _turns.acquire(timeout=TURN_SECONDS):
        raise RateLimited("Many pictures are on their way. Try again shortly.", retry_after=10)
    try:
        return _told_by_child(source, outs, wanted)
    finally:
        _turns.release()


def _told_by_child(
    source: IO[bytes], outs: list[IO[bytes]], wanted: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    drafts = [{"out": out.fileno(), **want} for out, want in zip(outs, wanted, strict=True)]
    order = {"pixels": MOST_PIXELS, "frames": MOST_FRAMES, "drafts": drafts}
    child = Path(__file__).with_name("drawing.py")
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(child), json.dumps(order)],
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=[out.fileno() for out in outs],
            env={},
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TooLarge(TOO_MUCH) from None
    return _believed(done)


def _believed(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    """A child that was ended by one of its limits had more to do than a picture gives."""
    if done.returncode:
        raise TooLarge(TOO_MUCH)
    answer = json.loads(done.stdout)
    refusal = answer.get("refusal")
    if refusal in _SENTENCES:
        raise TooLarge(_SENTENCES[refusal])
    if refusal:
        raise UnsupportedType(DAMAGED)
    return list(answer["drawn"])

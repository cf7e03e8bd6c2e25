"""The protocol's limits, each a setting with a reason. None: lifted."""

from __future__ import annotations

from django.conf import settings


def limit(name: str) -> int | None:
    """The limit `CAFE_<name>`; None when it was set to 0."""
    return settings.CAFE_LIMITS[name] or None


#: A frame from a client is JSON text of at most 64 KiB.
MAX_FRAME_BYTES = 64 * 1024
#: The server reads somewhat more, so that a frame too large is answered and not cut off.
MAX_READ_BYTES = 4 * MAX_FRAME_BYTES
#: Twenty wrong frames in a row are a broken client, not a slip.
MAX_WRONG_FRAMES = 20
#: Posts of one connection that wait for their answer: enough to fill a batch, too few to flood.
MAX_PENDING_POSTS = 64
#: Posts of one batch: its row locks last a few milliseconds, and a lone writer waits that long.
MAX_BATCH = 128
#: Events that came ahead of a missing one before the log is read instead.
MAX_AHEAD = 512
#: Events of one page of a replay.
REPLAY_PAGE = 100
#: Events kept for one that is catching up; beyond that it reads on in the log.
MAX_HELD = 1_000
#: A stuck peer gets this long to take its close frame before the connection is cut.
CLOSE_SECONDS = 5
#: No pong for so long after a ping: nobody is there.
PONG_SECONDS = 10

"""The café's clock. Edges ask it once and hand `now` down; nothing below them reads a clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from virtualcafe.lib import environment as env

#: A number of seconds, or the path of a file that holds one; empty: the machine's time.
source = env.text("CAFE_CLOCK") if env.switch("CAFE_TEST", default=False) else ""


def now() -> datetime:
    """The café's time, aware, UTC. Tests may move it (`CAFE_CLOCK`)."""
    return real_now() + _moved()


def real_now() -> datetime:
    """The machine's time: for leases and everything else that is about being alive."""
    return datetime.now(UTC)


def iso(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC with milliseconds, as the wire protocol spells times."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _moved() -> timedelta:
    if not source:
        return timedelta()
    try:
        return timedelta(seconds=float(source))
    except ValueError:
        path = Path(source)
        return timedelta(seconds=float(path.read_text() or 0)) if path.exists() else timedelta()

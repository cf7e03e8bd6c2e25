"""Names of time zones, as browsers report them."""

from __future__ import annotations

import functools
import zoneinfo


@functools.cache
def names() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones()) - {"localtime", "Factory"}


def is_known(name: str) -> bool:
    return name in names()


def known_or(name: str, default: str) -> str:
    """`name` when the zone database has it, else `default`: a browser's word is never refused."""
    return name if is_known(name) else default


@functools.cache
def choices() -> list[tuple[str, str]]:
    """For a form: the zones of places, and UTC, under readable names."""
    places = sorted(name for name in names() if "/" in name and not name.startswith("Etc/"))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in places)]

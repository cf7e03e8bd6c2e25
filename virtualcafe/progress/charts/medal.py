"""Badges: an emblem for the family, a frame that grows richer with the tier, and a bean for each
tier at the foot, so that two of them differ without colour."""

from __future__ import annotations

from math import cos, pi, sin
from typing import NamedTuple

from virtualcafe.progress.charts.lengths import number

#: The drawing is a square of this many units, and everything turns around its middle.
SIZE = 96
MIDDLE = SIZE / 2
DISC = 32.0
TIERS = 7

Point = tuple[str, str]


class Stroke(NamedTuple):
    """A path of the emblem: a line, or a shape that is filled."""

    path: str
    is_filled: bool = False


class Medal(NamedTuple):
    """`frame` stands under the disc, `rays` under the frame; `beads` go around, `beans` count."""

    family: str
    tier: int
    rays: str
    frame: str
    beads: list[Point]
    emblem: list[Stroke]
    beans: list[Point]


def medal(family: str, tier: int) -> Medal:
    """Tiers go from 1 to 7. Raises KeyError for a family nobody drew."""
    if not 1 <= tier <= TIERS:
        raise ValueError(f"Expected a tier from 1 to {TIERS}, got {tier}.")
    lobes = FRAMES[tier]
    return Medal(
        family=family,
        tier=tier,
        rays=_star(24, 46.5 if tier < TIERS else 48, 40) if tier >= RAYS_FROM else "",
        frame=_scalloped(lobes, 38.5) if lobes else _ring(38.5),
        beads=_around(lobes or 16, 35.6, turned=0.5) if tier >= BEADS_FROM else [],
        emblem=EMBLEMS[family],
        beans=_row(tier),
    )


#: From one bean to the next, in parts of the whole turn.
BEAN_TURN = 0.042

#: How many lobes the frame of a tier has; 0 is a plain round.
FRAMES = {1: 0, 2: 0, 3: 10, 4: 14, 5: 18, 6: 18, 7: 22}
BEADS_FROM = 2
RAYS_FROM = 5

EMBLEMS = {
    # A cup, and steam over it.
    "sessions": [
        Stroke("M30 46h29v8a12 12 0 0 1-12 12h-5a12 12 0 0 1-12-12z", is_filled=True),
        Stroke("M59 49h3.5a5.5 5.5 0 0 1 0 11H58"),
        Stroke("M38 41c-3-4 3-6 0-11M50 41c-3-4 3-6 0-11"),
    ],
    # An hourglass, half of it run through.
    "minutes": [
        Stroke(
            "M35 24h26M35 61h26M38 24c0 10 8 13 8 18.5s-8 8.5-8 18.5"
            "M58 24c0 10-8 13-8 18.5s8 8.5 8 18.5"
        ),
        Stroke("M41.5 34h13c-1.5 3.3-5 4.7-6.5 7.5-1.5-2.8-5-4.2-6.5-7.5z", is_filled=True),
        Stroke("M40.5 58.5c.8-4.8 4.5-7.3 7.5-8.8 3 1.5 6.7 4 7.5 8.8z", is_filled=True),
    ],
    # A flame with a smaller one in it.
    "streak": [
        Stroke(
            "M49 24c3 9 15 15 15 28a16 16 0 0 1-32 0c0-7 4-11 6-16 2 3 3 5 5 6 2-5 2-12 6-18z"
            "M48 48c-1 5-6 7-6 12a6 6 0 0 0 12 0c0-5-5-7-6-12z",
            is_filled=True,
        ),
    ],
    # A whale that goes down, and the water over it.
    "depth": [
        Stroke(
            "M42 60c1.5-9-.5-14-5-17-5-3-11-3.5-13-11 8-1.5 18 0 24 8 6-8 16-9.5 24-8-2 7.5-8 8-13"
            " 11-4.5 3-6.5 8-5 17z",
            is_filled=True,
        ),
        Stroke("M29 59c3.2 3 6.3 3 9.5 0s6.3-3 9.5 0 6.3 3 9.5 0 6.3-3 9.5 0"),
        Stroke("M36 66c2 2 4 2 6 0s4-2 6 0 4 2 6 0 4-2 6 0"),
    ],
    # Two at one table.
    "company": [
        Stroke("M38 29a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z", is_filled=True),
        Stroke("M58 29a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z", is_filled=True),
        Stroke(
            "M27 57c.6-7.5 4.5-12 11-12 4.3 0 7.5 2 9.3 5.7L48 52l.7-1.3C50.5 47 53.7 45 58 45"
            "c6.5 0 10.4 4.5 11 12z",
            is_filled=True,
        ),
        Stroke("M28 61.5h40M48 62v3.5"),
    ],
}


def _polar(radius: float, turn: float) -> Point:
    """`turn` goes from 0 to 1, clockwise from the top."""
    angle = 2 * pi * turn
    return number(MIDDLE + radius * sin(angle)), number(MIDDLE - radius * cos(angle))


def _around(count: int, radius: float, *, turned: float = 0.0) -> list[Point]:
    return [_polar(radius, (place + turned) / count) for place in range(count)]


def _ring(radius: float) -> str:
    r, top, width = number(radius), number(MIDDLE - radius), number(2 * radius)
    return f"M48 {top}a{r} {r} 0 1 1 0 {width}a{r} {r} 0 1 1 0-{width}z"


def _scalloped(lobes: int, radius: float) -> str:
    """Half-round lobes all around, like the paper under a cake."""
    (x, y), *corners = _around(lobes, radius)
    lobe = number(1.08 * radius * sin(pi / lobes))
    arcs = [f"A{lobe} {lobe} 0 0 1 {x} {y}" for x, y in [*corners, (x, y)]]
    return f"M{x} {y}" + "".join(arcs) + "z"


def _star(points: int, outer: float, inner: float) -> str:
    tips, dents = _around(points, outer), _around(points, inner, turned=0.5)
    corners = [corner for pair in zip(tips, dents, strict=True) for corner in pair]
    return "M" + "L".join(f"{x} {y}" for x, y in corners) + "z"


def _row(count: int) -> list[Point]:
    """Along the disc's foot, so that seven find room as well as one."""
    return [_polar(27.5, 0.5 + BEAN_TURN * ((count - 1) / 2 - place)) for place in range(count)]

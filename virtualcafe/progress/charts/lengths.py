"""Numbers as SVG attributes have them, whatever language the page is in."""

from __future__ import annotations


def number(value: float) -> str:
    """At most two decimals, and none that say nothing: 12.5, 40."""
    return f"{round(value, 2) + 0:.2f}".rstrip("0").rstrip(".")


def percent(share: float) -> str:
    """Of the drawing's own width or height: what is placed so is never distorted."""
    return f"{number(100 * share)}%"

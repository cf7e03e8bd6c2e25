"""What the minutes went to, the most first, each as a bar beside its number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from virtualcafe.progress.charts.lengths import percent

#: More than these are read by nobody: the rest is one line.
SHOWN = 7


class Share(NamedTuple):
    """`name` is None for all that stand behind the named ones; `names` says how many they are."""

    name: str | None
    minutes: int
    width: str
    percent: int
    names: int = 1


def shares(minutes: Iterable[tuple[str, int]], *, shown: int = SHOWN) -> list[Share]:
    """`minutes` are names and whole minutes, in any order; equal ones keep theirs."""
    most_first = sorted(minutes, key=lambda pair: -pair[1])
    named, rest = _without_a_rest_of_one(most_first, shown)
    lines: list[tuple[str | None, int, int]] = [(name, spent, 1) for name, spent in named]
    if rest:
        lines.append((None, sum(spent for _, spent in rest), len(rest)))
    most = max((spent for _, spent, _ in lines), default=0) or 1
    total = sum(spent for _, spent, _ in lines) or 1
    return [
        Share(name, spent, percent(spent / most), round(100 * spent / total), names)
        for name, spent, names in lines
    ]


def _without_a_rest_of_one(
    pairs: Sequence[tuple[str, int]], shown: int
) -> tuple[Sequence[tuple[str, int]], Sequence[tuple[str, int]]]:
    """One line for one more costs no more than one line for the rest."""
    if len(pairs) <= shown + 1:
        return pairs, ()
    return pairs[:shown], pairs[shown:]

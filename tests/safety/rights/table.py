"""Tables that people read: a name, then a word for each column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Table(NamedTuple):
    name: str
    rows: Mapping[str, tuple[str, ...]]
    columns: Sequence[str]


def table(name: str, columns: Sequence[str], text: str) -> Table:
    """`text` has one row a line; its last words are the columns, what stands before them the row's
    name. A line that begins with ``#`` is a remark."""
    rows: dict[str, tuple[str, ...]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        if not line.startswith("#"):
            words = line.split()
            row = " ".join(words[: -len(columns)])
            assert row not in rows, f"{row} stands twice in {name}"
            rows[row] = tuple(words[-len(columns) :])
    return Table(name, rows, columns)


def compare(declared: Table, found: Mapping[str, Sequence[str]]) -> None:
    """Every pair of a row and a column is declared, and is so; what is wrong is told as lines that
    can be pasted into the table once they are meant."""
    wrong = [
        _line(row, cells, declared.rows.get(row))
        for row, cells in found.items()
        if declared.rows.get(row) != tuple(cells)
    ]
    gone = [f"  gone: {row}" for row in declared.rows.keys() - found.keys()]
    assert not wrong + gone, f"{declared.name}:\n" + "\n".join(wrong + gone)


def _line(row: str, cells: Sequence[str], declared: Sequence[str] | None) -> str:
    said = "undeclared" if declared is None else f"declared as {' '.join(declared)}"
    return f"{row:59} {' '.join(f'{cell:4}' for cell in cells).rstrip()}  # {said}"

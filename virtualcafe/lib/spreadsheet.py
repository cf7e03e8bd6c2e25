"""Comma-separated values that a spreadsheet shows and never runs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

#: What makes a cell a formula in one spreadsheet or another (OWASP, "CSV Injection").
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Echo:
    def write(self, line: str) -> str:
        return line


def written(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A line for each row, as they come."""
    writer = csv.writer(_Echo())
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])


def harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_STARTS) else cell

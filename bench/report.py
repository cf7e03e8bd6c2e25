"""Findings as a table on the terminal, a JSON file, and the figures in README.md."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.build import BENCH
from bench.findings import Findings, spell
from bench.servers import LIFTED

RESULTS = BENCH / "results"
README = BENCH / "README.md"
BEGIN, END = "<!-- figures: written by bin/bench -->", "<!-- end of figures -->"
SCENARIOS = ("fan-out", "stuck", "posts", "memory", "scroll", "progress")
Record = dict[str, Any]


def record(found: Findings, machine: dict[str, object]) -> Path:
    """Write the result of today, in the place of an earlier one of today."""
    now = datetime.now(UTC)
    path = RESULTS / f"{now:%Y-%m-%d}-{found.scenario}.json"
    content = {
        "measured_at": now.isoformat(timespec="seconds"),
        "machine": machine,
        "lifted": LIFTED,
        **found.as_json(),
    }
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    return path


def text_of(found: Findings) -> str:
    return _scenario(found.as_json())


def refresh_readme() -> None:
    """Put the newest result of each scenario between the marks."""
    before, _, rest = README.read_text().partition(BEGIN)
    after = rest.partition(END)[2]
    records = [_newest(scenario) for scenario in SCENARIOS]
    parts = [_with_machine(each) for each in records if each]
    README.write_text(before + "\n\n".join([BEGIN, *parts, END]) + after)


def _newest(scenario: str) -> Record | None:
    paths = sorted(RESULTS.glob(f"????-??-??-{scenario}.json"))
    return json.loads(paths[-1].read_text()) if paths else None


def _with_machine(record: Record) -> str:
    machine = ", ".join(f"{name} {value}" for name, value in record["machine"].items())
    return f"{_scenario(record)}\n\nMeasured {record['measured_at']}; {machine}."


def _scenario(record: Record) -> str:
    budgets = [
        [each["what"], each["budget"], each["measured"], "met" if each["met"] else "**not met**"]
        for each in record["budgets"]
    ]
    parts = [f"### {record['scenario']}"]
    parts.append(_table(["budget", "asked", "measured", ""], budgets))
    for columns, rows in _by_columns(record["figures"]):
        parts.append(_table(columns, [[_cell(row[name]) for name in columns] for row in rows]))
    return "\n\n".join([*parts, *record["notes"]])


def _by_columns(figures: Sequence[Record]) -> list[tuple[list[str], list[Record]]]:
    """Figures of one shape share a table."""
    tables: dict[tuple[str, ...], list[Record]] = {}
    for figure in figures:
        columns = tuple(name for name in figure if not isinstance(figure[name], list))
        tables.setdefault(columns, []).append(figure)
    return [(list(columns), rows) for columns, rows in tables.items()]


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(value: object) -> str:
    return spell(value) if isinstance(value, float) else str(value)

"""A budget is met or not met by its figure, and the record says which."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import report
from bench.findings import Findings


def test_budgets_are_judged() -> None:
    found = Findings("memory")
    found.at_most("at rest", 149.0, 150, " MB")
    found.at_least("fan-out", 0.59, 0.6, " ×")
    assert [budget.met for budget in found.budgets] == [True, False]
    assert "| fan-out | ≥ 0.60 × | 0.59 × | **not met** |" in report.text_of(found)


def test_the_newest_record_of_a_scenario_is_in_the_readme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n")
    monkeypatch.setattr(report, "README", readme)
    monkeypatch.setattr(report, "RESULTS", tmp_path)
    found = Findings("memory", figures=[{"server": "café", "at rest, MB": 88.25}])
    report.record(found, {"cores": 2})
    report.refresh_readme()
    text = readme.read_text()
    assert "| café | 88.2 |" in text
    assert "old" not in text
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")

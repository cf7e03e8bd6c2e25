"""What a scenario found: its figures, beside the budgets of ARCHITECTURE.md."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Bench:
    """What every scenario is given."""

    folder: Path
    load: Path
    one_frame: Path
    rounds: int
    seconds: float
    people: int  # in the large room; 1,000 unless it is a trial


@dataclass
class Budget:
    what: str
    budget: str
    measured: str
    met: bool


@dataclass
class Findings:
    scenario: str
    figures: list[dict[str, Any]] = field(default_factory=list)
    budgets: list[Budget] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def at_least(self, what: str, measured: float, least: float, unit: str = "") -> None:
        self._judge(what, f"≥ {spell(least)}{unit}", measured, unit, met=measured >= least)

    def at_most(self, what: str, measured: float, most: float, unit: str = "") -> None:
        self._judge(what, f"≤ {spell(most)}{unit}", measured, unit, met=measured <= most)

    def _judge(self, what: str, budget: str, measured: float, unit: str, *, met: bool) -> None:
        self.budgets.append(Budget(what, budget, f"{spell(measured)}{unit}", met))


def median(values: Iterable[float]) -> float:
    return float(statistics.median(values))


def spell(value: float) -> str:
    """Three figures are more than a busy machine can promise."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"

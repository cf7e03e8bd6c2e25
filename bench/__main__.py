"""Measure the café beside its comparisons and record what was found."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from pathlib import Path

from bench import build, machine, report
from bench.findings import Bench
from bench.scenarios import fan_out, memory, posts, progress, scroll, stuck

SCENARIOS = {
    "fan-out": fan_out.measure,
    "stuck": stuck.measure,
    "posts": posts.measure,
    "memory": memory.measure,
    "scroll": scroll.measure,
    "progress": progress.measure,
}


def main() -> int:
    chosen = _arguments()
    # Ended from outside, it still stops what it started.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    names = list(SCENARIOS) if chosen.scenario == "all" else [chosen.scenario]
    with tempfile.TemporaryDirectory(prefix="cafe-bench-") as scratch:
        folder = Path(scratch)
        load, one_frame = build.programs(folder)
        bench = Bench(folder, load, one_frame, chosen.rounds, chosen.seconds, chosen.people)
        where = machine.describe(folder)
        return max(_measure(name, bench, where, record=not chosen.trial) for name in names)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("scenario", nargs="?", default="all", choices=[*SCENARIOS, "all"])
    parser.add_argument("--rounds", type=int, default=5, help="rounds to take the median of (5)")
    parser.add_argument("--seconds", type=float, default=3.0, help="length of a window (3)")
    parser.add_argument("--people", type=int, default=1000, help="in the large room (1000)")
    parser.add_argument("--trial", action="store_true", help="print only; record nothing")
    return parser.parse_args()


def _measure(name: str, bench: Bench, where: dict[str, object], *, record: bool) -> int:
    """1 when a budget is not met."""
    found = SCENARIOS[name](bench)
    print(report.text_of(found), end="\n\n", flush=True)
    if record:
        report.record(found, where)
        report.refresh_readme()
    return int(not all(budget.met for budget in found.budgets))


if __name__ == "__main__":
    raise SystemExit(main())

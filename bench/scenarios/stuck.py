"""Readers that stop reading while messages flow: what the others feel, what the server keeps."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bench import servers
from bench.findings import Bench, Findings, median
from bench.generator import Load, Report, cafe_speech
from bench.processes import Server

READERS = 200
STUCK = 5
TRIALS = 2
PATIENCE = 60.0
MIB = 1 << 20
Trial = dict[str, Any]
# "Does not move": within what two windows of the same load differ by on a shared machine.
NOISE_SHARE, NOISE_MS = 1.25, 2.0


@dataclass
class Flow:
    name: str
    per_second: int
    text: str


# In a busy room the reader's buffers fill. In a quiet one only a missing answer can tell: to the
# heartbeat, or to the probe half a beat later.
FLOWS = [
    Flow("busy", 40, "word " * 700),
    Flow("quiet", 2, "a short line"),
]


@dataclass
class Watch:
    """The server, looked at ten times a second: memory, and who of the stuck is still there."""

    server: Server
    ports: list[int]
    began: float = field(default_factory=time.monotonic)
    gone_after: dict[int, float] = field(default_factory=dict)
    growth: int = 0

    def __post_init__(self) -> None:
        self._memory = self.server.rss()

    def look(self) -> None:
        self.growth = max(self.growth, self.server.rss() - self._memory)
        held = self.server.holds(self.ports)
        for port in set(self.ports) - held - self.gone_after.keys():
            self.gone_after[port] = time.monotonic() - self.began

    def until_over(self) -> Iterator[None]:
        yield
        while len(self.gone_after) < len(self.ports) and time.monotonic() - self.began < PATIENCE:
            yield


@contextmanager
def watching(watch: Watch) -> Iterator[Watch]:
    ended = threading.Event()

    def look_until_ended() -> None:
        while not ended.wait(0.1):
            watch.look()

    thread = threading.Thread(target=look_until_ended)
    thread.start()
    try:
        yield watch
    finally:
        ended.set()
        thread.join()


def measure(bench: Bench) -> Findings:
    found = Findings("stuck")
    for flow in FLOWS:
        trials = _trials(bench, flow)
        found.figures += trials
        _judge(found, flow, trials)
    return found


def _trials(bench: Bench, flow: Flow) -> list[Trial]:
    folder = bench.folder / f"stuck-{flow.name}"
    folder.mkdir()
    readers = min(READERS, bench.people)
    with servers.cafe(folder / "cafe", people=readers) as cafe:
        speech = cafe_speech(cafe.code, text=flow.text)
        with Load(bench.load, cafe.server, cafe.people, speech) as people:
            people.open(readers)
            _flow(people, flow, bench.seconds * 2)
            return [_trial(people, flow, bench.seconds) for _ in range(min(TRIALS, bench.rounds))]


def _flow(people: Load, flow: Flow, seconds: float) -> Report:
    return people.do(f"rate 4 {flow.per_second} {seconds} 1")


def _p99_ms(report: Report) -> float:
    return float(report["delivery_us"]["p99"] / 1000)


def _trial(people: Load, flow: Flow, seconds: float) -> Trial:
    """The same load before, during and, for as long again, after: a process that has just begun
    grows by itself, and a machine has its own moods."""
    before = [_flow(people, flow, seconds) for _ in range(3)]
    with watching(Watch(people.server, people.do(f"stick {STUCK}")["ports"])) as stuck:
        during = [_flow(people, flow, seconds) for _ in stuck.until_over()]
    with watching(Watch(people.server, [])) as nobody:
        after = [_flow(people, flow, seconds) for _ in during]
    return {
        "flow": flow.name,
        "stuck": STUCK,
        "messages / s": flow.per_second,
        "p99 before, ms": median(map(_p99_ms, before)),
        "p99 during, ms": median(map(_p99_ms, during)),
        "p99 after, ms": median(map(_p99_ms, after)),
        "gone after, s": max(stuck.gone_after.values(), default=PATIENCE),
        "not gone": len(stuck.ports) - len(stuck.gone_after),
        "MiB each": max(0, stuck.growth - nobody.growth) / MIB / STUCK,
        "others closed": max(each["closed"] for each in during),
    }


def _judge(found: Findings, flow: Flow, trials: list[Trial]) -> None:
    name = f"stuck readers, {flow.name} room"
    without = median(each[f"p99 {when}, ms"] for each in trials for when in ("before", "after"))
    during = median(each["p99 during, ms"] for each in trials)
    allowed = without * NOISE_SHARE + NOISE_MS
    found.at_most(f"{name}: the others' p99 (without × 1.25 + 2 ms)", during, allowed, " ms")
    gone = max(each["gone after, s"] for each in trials)
    found.at_most(f"{name}: gone after, the longest of all", gone, 30, " s")
    found.at_most(f"{name}: memory each", median(each["MiB each"] for each in trials), 1, " MiB")

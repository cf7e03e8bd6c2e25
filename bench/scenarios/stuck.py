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


# A busy room fills the stuck reader's buffers; in a quiet one only the heartbeat can tell.
FLOWS = [Flow("busy", 40, "word " * 700), Flow("quiet", 2, "a short line")]


@dataclass
class Watch:
    """The server, looked at ten times a second: memory, and who of the stuck is still there."""

    server: Server
    ports: list[int]
    began: float = field(default_factory=time.monotonic)
    gone_after: dict[int, float] = field(default_factory=dict)
    most_memory: int = 0

    def look(self) -> None:
        self.most_memory = max(self.most_memory, self.server.rss())
        held = self.server.holds(self.ports)
        for port in set(self.ports) - held - self.gone_after.keys():
            self.gone_after[port] = time.monotonic() - self.began

    def over(self) -> bool:
        everyone_gone = len(self.gone_after) == len(self.ports)
        return everyone_gone or time.monotonic() - self.began > PATIENCE


@contextmanager
def watching(watch: Watch) -> Iterator[None]:
    ended = threading.Event()

    def look_until_ended() -> None:
        while not ended.wait(0.1):
            watch.look()

    thread = threading.Thread(target=look_until_ended)
    thread.start()
    try:
        yield
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
            return [_trial(people, flow, bench.seconds) for _ in range(min(3, bench.rounds))]


def _flow(people: Load, flow: Flow, seconds: float) -> Report:
    return people.do(f"rate 4 {flow.per_second} {seconds} 1")


def _p99_ms(report: Report) -> float:
    return float(report["delivery_us"]["p99"] / 1000)


def _trial(people: Load, flow: Flow, seconds: float) -> Trial:
    before = [_p99_ms(_flow(people, flow, seconds)) for _ in range(3)]
    memory = people.server.rss()
    watch = Watch(people.server, people.do(f"stick {STUCK}")["ports"])
    during = []
    with watching(watch):
        while not watch.over():
            during.append(_flow(people, flow, seconds))
    return {
        "flow": flow.name,
        "stuck": STUCK,
        "messages / s": flow.per_second,
        "p99 before, ms": median(before),
        "p99 during, ms": median(map(_p99_ms, during)),
        "p99 during, worst window, ms": max(map(_p99_ms, during)),
        "gone after, s": max(watch.gone_after.values(), default=PATIENCE),
        "not gone": len(watch.ports) - len(watch.gone_after),
        "MiB each": max(0, watch.most_memory - memory) / MIB / STUCK,
        "others closed": max(r["closed"] for r in during),
    }


def _judge(found: Findings, flow: Flow, trials: list[Trial]) -> None:
    name = f"stuck readers, {flow.name} room"
    allowed = median(t["p99 before, ms"] for t in trials) * NOISE_SHARE + NOISE_MS
    during = median(t["p99 during, ms"] for t in trials)
    found.at_most(f"{name}: the others' p99 (before × 1.25 + 2 ms)", during, allowed, " ms")
    gone = max(t["gone after, s"] for t in trials)
    found.at_most(f"{name}: gone after, the longest of all", gone, 30, " s")
    found.at_most(f"{name}: memory each", median(t["MiB each"] for t in trials), 1, " MiB")

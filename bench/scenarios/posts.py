"""Messages stored and answered: 64 people post and subscribe to nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from bench import servers
from bench.findings import Bench, Findings, median
from bench.generator import Load, Report, Speech, cafe_speech, peer_people

SENDERS = 64
BUDGET = 5_000
STORED_ONE_BY_ONE = Speech(
    message='{"type":"store","id":%t,"content":"bench:%t hello, who is here tonight?"}',
    answer='"type":"ok"',
)


def measure(bench: Bench) -> Findings:
    found = Findings("posts")
    folder = bench.folder / "posts"
    folder.mkdir()
    people = peer_people(folder / "peers", SENDERS)
    with ExitStack() as stack:
        address = stack.enter_context(servers.postgres(folder))
        loads = {
            "SQLite FULL": stack.enter_context(_cafe(bench, "on-sqlite", "")),
            "PostgreSQL": stack.enter_context(_cafe(bench, "on-postgres", address)),
        }
        group = stack.enter_context(servers.channels_group(folder, store=True))
        peer = stack.enter_context(Load(bench.load, group, people, STORED_ONE_BY_ONE))
        peer.open(SENDERS)
        rounds = [_round({**loads, "Channels group": peer}, bench) for _ in range(bench.rounds)]
        for database, load in loads.items():
            found.figures += [_figure(rounds, database), *_at_rates(found, rounds, load, database)]
    found.figures.append(_figure(rounds, "Channels group"))
    return found


@contextmanager
def _cafe(bench: Bench, name: str, database: str) -> Iterator[Load]:
    folder = bench.folder / "posts" / name
    with servers.cafe(folder, people=SENDERS, database=database) as cafe:
        speech = cafe_speech(cafe.code, text="hello, who is here tonight?", subscribed=False)
        with Load(bench.load, cafe.server, cafe.people, speech) as load:
            load.open(SENDERS)
            load.do(f"posts {SENDERS} {bench.seconds}")
            yield load


Round = dict[str, Report]


def _round(loads: dict[str, Load], bench: Bench) -> Round:
    return {name: load.do(f"posts {SENDERS} {bench.seconds}") for name, load in loads.items()}


def _per_second(report: Report) -> float:
    return float(report["answered"] / report["seconds"])


def _figure(rounds: list[Round], name: str) -> dict[str, object]:
    reports = [each[name] for each in rounds]
    return {
        "store": name if name != "Channels group" else "Channels consumer, SQLite FULL",
        "posts / s": median(map(_per_second, reports)),
        "p50 ms": median(r["answer_us"]["p50"] / 1000 for r in reports),
        "p99 ms": median(r["answer_us"]["p99"] / 1000 for r in reports),
        "CPU share": median(r["cpu_seconds"] / r["seconds"] for r in reports),
        "unanswered": sum(r["sent"] - r["answered"] for r in reports),
        "errors": sum(r["errors"] for r in reports),
        "first error": next((r["first_error"] for r in reports if r["first_error"]), ""),
    }


def _at_rates(
    found: Findings, rounds: list[Round], load: Load, database: str
) -> Iterator[dict[str, object]]:
    """The wait for an answer at half of what it can do, and at half of the budget."""
    most = median(_per_second(each[database]) for each in rounds)
    found.at_least(f"posts, {database}, {SENDERS} senders", most, BUDGET, " / s")
    for rate in (round(most / 2), BUDGET // 2):
        report = load.do(f"rate {SENDERS} {rate} 8 0")
        found.at_most(f"posts, {database}, p99 at {rate:,} / s", _p99_ms(report), 50, " ms")
        yield {
            "store": database,
            "asked / s": rate,
            "posts / s": report["answered"] / 8,
            "p50 ms": report["answer_us"]["p50"] / 1000,
            "p99 ms": report["answer_us"]["p99"] / 1000,
            "CPU share": report["cpu_seconds"] / 8,
            "unanswered": report["sent"] - report["answered"],
            "errors": report["errors"],
            "first error": report["first_error"],
        }


def _p99_ms(report: Report) -> float:
    """Who was refused or never answered waited for ever."""
    if report["answered"] < report["sent"]:
        return math.inf
    return float(report["answer_us"]["p99"] / 1000)

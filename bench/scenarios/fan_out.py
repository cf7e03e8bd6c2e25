"""Deliveries for each CPU-second of the server: everybody in one room reads what is posted.

Each round measures the café, the yardstick and the Channels group one after the other, and the
ratios are taken within the round, so that a machine that drifts does not decide.
"""

from __future__ import annotations

from bench import servers
from bench.findings import Bench, Findings, median
from bench.generator import Load, Report, cafe_speech, peer_people, peer_speech

FEW = 100
DUE_AT_ONCE = 16  # messages by as many people at the same moment
RESTING = 2.0  # seconds for presence and the first heartbeat to be over


def measure(bench: Bench) -> Findings:
    found = Findings("fan-out")
    for sockets in dict.fromkeys([min(FEW, bench.people), bench.people]):
        rounds = _room_of(bench, sockets)
        for way in ("one", "many"):
            found.figures += [_figure(rounds, sockets, way, name) for name in rounds[0][way]]
    _judge(found, rounds, bench.people)
    return found


Rounds = list[dict[str, dict[str, Report]]]


def _room_of(bench: Bench, sockets: int) -> Rounds:
    folder = bench.folder / f"fan-out-{sockets}"
    folder.mkdir()
    silent = peer_people(folder / "peers", sockets)
    with (
        servers.cafe(folder / "cafe", people=sockets) as cafe,
        servers.one_frame(folder, bench.one_frame) as c,
        servers.channels_group(folder) as group,
        Load(bench.load, cafe.server, cafe.people, cafe_speech(cafe.code)) as people,
    ):
        people.open(sockets)
        people.do(f"idle {RESTING}")
        warm = people.do("rounds 1 1")
        speech = peer_speech(warm["bytes"] // warm["delivered"])
        with (
            Load(bench.load, c, silent, speech) as yardstick,
            Load(bench.load, group, silent, speech) as seeds,
        ):
            yardstick.open(sockets)
            seeds.open(sockets)
            loads = {"café": people, "one frame in C": yardstick, "Channels group": seeds}
            return [_round(loads, bench.seconds) for _ in range(bench.rounds)]


def _round(loads: dict[str, Load], seconds: float) -> dict[str, dict[str, Report]]:
    one = {name: load.do(f"rounds 1 {seconds}") for name, load in loads.items()}
    fast = {name: load for name, load in loads.items() if name != "Channels group"}
    many = {name: load.do(f"rounds {DUE_AT_ONCE} {seconds}") for name, load in fast.items()}
    return {"one": one, "many": many}


def _per_cpu_second(report: Report) -> float:
    return float(report["delivered"] / max(report["cpu_seconds"], 0.01))


def _figure(rounds: Rounds, sockets: int, way: str, name: str) -> dict[str, object]:
    reports = [each[way][name] for each in rounds]
    return {
        "server": name,
        "sockets": sockets,
        "at once": 1 if way == "one" else DUE_AT_ONCE,
        "deliveries / CPU-second": median(map(_per_cpu_second, reports)),
        "to everyone, p50 ms": _to_everyone_ms(reports),
        "bytes": reports[0]["bytes"] // max(reports[0]["delivered"], 1),
        "lost": sum(r["lost"] for r in reports),
        "errors": sum(r["errors"] for r in reports),
        "rounds": [round(_per_cpu_second(r)) for r in reports],
    }


def _to_everyone_ms(reports: list[Report]) -> float | None:
    """None when in no window a message reached everybody."""
    through = [report["spread_us"]["p50"] / 1000 for report in reports if report["spread_us"]]
    return median(through) if through else None


def _ratio(rounds: Rounds, way: str, other: str) -> float:
    return median(
        _per_cpu_second(each[way]["café"]) / max(_per_cpu_second(each[way][other]), 1)
        for each in rounds
    )


def _judge(found: Findings, rounds: Rounds, sockets: int) -> None:
    one, many = (_ratio(rounds, way, "one frame in C") for way in ("one", "many"))
    found.at_least(f"fan-out, {sockets} sockets, one message due, of C", one, 0.6, " ×")
    found.at_least(f"fan-out, {sockets} sockets, {DUE_AT_ONCE} due, of C", many, 1.0, " ×")
    group = _ratio(rounds, "one", "Channels group")
    found.at_least(f"fan-out, {sockets} sockets, of the Channels group", group, 25, " ×")

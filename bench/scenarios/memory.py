"""What the process weighs at rest, and what each person weighs who sits there silently."""

from __future__ import annotations

import urllib.request
from pathlib import Path

from bench import build, servers
from bench.findings import Bench, Findings
from bench.generator import Load, Speech, cafe_speech, peer_people, peer_speech
from bench.processes import Server

FRAME = 400  # the peers say nothing here; it only has to be a message
BEATS = 30  # seconds: longer than a heartbeat, so that everybody was asked once
MB, KB = 1_000_000, 1_000


def measure(bench: Bench) -> Findings:
    found = Findings("memory")
    folder = bench.folder / "memory"
    folder.mkdir()
    silent = peer_people(folder / "peers", bench.people)
    python = build.runtime_python()
    with servers.cafe(folder / "cafe", people=bench.people, python=python) as cafe:
        _first_pages(cafe.server)
        at_rest = cafe.server.rss()
        each = _each(bench, cafe.server, cafe.people, cafe_speech(cafe.code))
    found.figures.append({"server": "café", "at rest, MB": at_rest / MB, "KB a socket": each / KB})
    found.at_most("memory at rest", at_rest / MB, 150, " MB")
    found.at_most("memory for each idle socket", each / KB, 30, " KB")
    for peer in (servers.one_frame(folder, bench.one_frame), servers.channels_group(folder)):
        with peer as server:
            at_rest = server.rss()
            each = _each(bench, server, silent, peer_speech(FRAME), idle=2)
            found.figures.append(
                {"server": server.name, "at rest, MB": at_rest / MB, "KB a socket": each / KB}
            )
    return found


def _first_pages(server: Server) -> None:
    """A process that nobody has asked for anything has not loaded what it needs."""
    for page in ("/", "/login/", "/signup/"):
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{page}", timeout=10) as answer:
            answer.read()


def _each(
    bench: Bench, server: Server, people: Path, speech: Speech, *, idle: float = BEATS
) -> float:
    before = server.rss()
    with Load(bench.load, server, people, speech) as load:
        load.open(bench.people)
        load.do(f"idle {idle}")
        return (server.rss() - before) / bench.people

"""The load generator and the yardstick understand each other, and the counts are right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import build, servers
from bench.generator import Load, peer_people, peer_speech

PEOPLE = 12
SIZE = 300


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return build.programs(tmp_path_factory.mktemp("programs"))


@pytest.fixture
def load(programs: tuple[Path, Path], tmp_path: Path) -> Iterator[Load]:
    program, one_frame = programs
    people = peer_people(tmp_path / "people", PEOPLE)
    with (
        servers.one_frame(tmp_path, one_frame) as server,
        Load(program, server, people, peer_speech(SIZE)) as load,
    ):
        load.open(PEOPLE)
        yield load


def test_everybody_gets_each_message_before_the_next(load: Load) -> None:
    report = load.do("rounds 1 0.05")
    assert report["sent"] == report["rounds"] >= 1
    assert report["delivered"] == report["sent"] * PEOPLE
    assert report["bytes"] == report["delivered"] * SIZE
    assert report["lost"] == report["late"] == report["errors"] == 0


def test_several_people_post_at_once(load: Load) -> None:
    report = load.do("rounds 5 0.05")
    assert report["sent"] == report["rounds"] * 5
    assert report["delivered"] == report["sent"] * PEOPLE


def test_messages_come_at_a_rate(load: Load) -> None:
    report = load.do("rate 3 200 0.1 1")
    assert report["sent"] >= 1
    assert report["delivered"] == report["sent"] * PEOPLE


def test_who_stopped_reading_is_not_waited_for_and_still_held(load: Load) -> None:
    ports = load.do("stick 2")["ports"]
    report = load.do("rounds 1 0.05")
    assert report["delivered"] == report["sent"] * (PEOPLE - 2)
    assert load.server.holds(ports) == set(ports)


def test_a_run_with_too_few_sockets_is_refused(load: Load) -> None:
    with pytest.raises(SystemExit, match="13 sockets should be open"):
        load.open(PEOPLE + 1)

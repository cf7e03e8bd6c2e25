"""The people of the load are people to the café: they get in, hear each other, are answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import build, servers
from bench.generator import Load, cafe_speech
from tests.opened import Opened

PEOPLE = 3


@pytest.fixture
def cafe(tmp_path: Path, opened: Opened) -> Iterator[servers.Cafe]:
    folder = tmp_path / "cafe"
    with opened.copied(folder), servers.cafe(folder, people=PEOPLE) as cafe:
        yield cafe


def test_people_of_the_load_talk_in_a_cafe(tmp_path: Path, cafe: servers.Cafe) -> None:
    program, _ = build.programs(tmp_path)
    with (
        Load(program, cafe.server, cafe.people, cafe_speech(cafe.code)) as people,
    ):
        people.open(PEOPLE)
        heard = people.do("rounds 2 0.05")
        assert heard["errors"] == 0, heard["first_error"]
        assert heard["answered"] == heard["sent"] == heard["rounds"] * 2
        assert heard["delivered"] == heard["sent"] * PEOPLE


def test_who_subscribes_to_nothing_is_answered_and_hears_nothing(
    tmp_path: Path, cafe: servers.Cafe
) -> None:
    program, _ = build.programs(tmp_path)
    speech = cafe_speech(cafe.code, subscribed=False)
    with Load(program, cafe.server, cafe.people, speech) as people:
        people.open(PEOPLE)
        report = people.do(f"posts {PEOPLE} 0.1")
    assert report["answered"] == report["sent"] >= PEOPLE
    assert report["delivered"] == report["errors"] == 0

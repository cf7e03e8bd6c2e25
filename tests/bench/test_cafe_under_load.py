"""The people of the load are people to the café: they get in, hear each other, are answered."""

from __future__ import annotations

from pathlib import Path

from bench import build, servers
from bench.generator import Load, cafe_speech

PEOPLE = 3


def test_people_of_the_load_talk_in_a_cafe(tmp_path: Path) -> None:
    program, _ = build.programs(tmp_path)
    with (
        servers.cafe(tmp_path / "cafe", people=PEOPLE) as cafe,
        Load(program, cafe.server, cafe.people, cafe_speech(cafe.code)) as people,
    ):
        people.open(PEOPLE)
        heard = people.do("rounds 2 0.05")
        assert heard["errors"] == 0, heard["first_error"]
        assert heard["answered"] == heard["sent"] == heard["rounds"] * 2
        assert heard["delivered"] == heard["sent"] * PEOPLE


def test_who_subscribes_to_nothing_is_answered_and_hears_nothing(tmp_path: Path) -> None:
    program, _ = build.programs(tmp_path)
    with servers.cafe(tmp_path / "cafe", people=PEOPLE) as cafe:
        speech = cafe_speech(cafe.code, subscribed=False)
        with Load(program, cafe.server, cafe.people, speech) as people:
            people.open(PEOPLE)
            report = people.do(f"posts {PEOPLE} 0.1")
    assert report["answered"] == report["sent"] >= PEOPLE
    assert report["delivered"] == report["errors"] == 0

"""The `timer` verb: what a client may ask, and what it is answered."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from tests.conftest import NOON
from tests.focus.conftest import OpenRoom, come, written
from tests.realtime.conftest import Cafe, cafe  # noqa: F401
from virtualcafe.accounts.models import Person, Preferences
from virtualcafe.lib import clock
from virtualcafe.lib.errors import BadRequest, Conflict, Forbidden, NotFound
from virtualcafe.realtime.verbs import Caller, verbs
from virtualcafe.rooms.models import Room

Say = Callable[..., Any]


@pytest.fixture
def seated(open_room: OpenRoom, alice: Person, bob: Person) -> Room:
    room = open_room(alice, bob)
    come("room:FCSRMA", alice, bob)
    return room


def say(person: Person, **fields: object) -> Any:
    """What the socket does with a frame: decode it, run the verb, take the answer."""
    verb = verbs["timer"]
    assert verb.run is not None
    frame = verb.decoder.decode(json.dumps({"type": "timer", **fields}))
    answer = verb.run(Caller(person.pk, "connection", set()), frame)
    assert answer is not None
    return answer["timer"]


def test_start_answers_with_the_timer(
    seated: Room, alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    timer = say(alice, stream="room:FCSRMA", action="start", focus_minutes=25, break_minutes=5)
    assert timer == {
        "version": 1,
        "phase": "focus",
        "state": "running",
        "started_at": "2026-03-04T12:00:00.000Z",
        "ends_at": "2026-03-04T12:25:00.000Z",
        "remaining_ms": 1_500_000,
        "planned_ms": 1_500_000,
        "cycle": 1,
        "cycles": 8,
        "focus_minutes": 25,
        "break_minutes": 5,
        "long_break_minutes": 15,
        "long_break_every": 4,
        "auto_start_breaks": True,
        "auto_start_focus": False,
        "count_up": False,
        "follows": None,
        "elapsed_ms": 0,
        "counts_from": "2026-03-04T12:00:00.000Z",
        "started_by": {"id": alice.pk, "username": "alice", "avatar_url": None, "level": 1},
        "people": sorted([alice.pk, bob.pk]),
        "resting": [],
    }


def test_every_action_of_the_protocol(seated: Room, alice: Person, bob: Person) -> None:
    def state(person: Person, action: str, **fields: object) -> tuple[str, str, int]:
        timer = say(person, stream="room:FCSRMA", action=action, **fields)
        return timer["phase"], timer["state"], timer["version"]

    assert state(alice, "start", focus_minutes=50) == ("focus", "running", 1)
    assert state(bob, "pause") == ("focus", "paused", 2)
    assert state(bob, "add", minutes=5) == ("focus", "paused", 3)
    assert state(alice, "resume") == ("focus", "running", 4)
    assert state(bob, "leave") == ("focus", "running", 4)
    assert state(bob, "join") == ("focus", "running", 4)
    assert state(bob, "skip") == ("break", "running", 5)
    assert state(alice, "stop") == ("idle", "idle", 6)


def test_on_user_it_is_the_persons_own(alice: Person, bob: Person) -> None:
    assert say(alice, stream="user", action="start", goal="Chapter 3")["phase"] == "focus"
    assert say(bob, stream="user", action="start")["started_by"]["username"] == "bob"
    with pytest.raises(BadRequest):
        say(alice, stream="user", action="join")


def test_lengths_that_are_not_named_are_as_the_person_prefers(alice: Person) -> None:
    Preferences.objects.update_or_create(
        person=alice, defaults={"focus_minutes": 45, "break_minutes": 9, "auto_start_focus": True}
    )
    timer = say(alice, stream="user", action="start", break_minutes=7)
    assert (timer["focus_minutes"], timer["break_minutes"]) == (45, 7)
    assert timer["auto_start_focus"] is True


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"action": "start", "focus_minutes": 0}, BadRequest),
        ({"action": "start", "focus_minutes": 181}, BadRequest),
        ({"action": "start", "cycles": 0}, BadRequest),
        ({"action": "start", "goal": "x" * 201}, BadRequest),
        ({"action": "add"}, BadRequest),
        ({"action": "reset"}, BadRequest),
        ({"action": "pause"}, Conflict),
        ({"action": "resume"}, Conflict),
        ({"action": "skip"}, Conflict),
        ({"action": "stop"}, Conflict),
        ({"action": "start", "stream": "desk:one"}, NotFound),
        ({"action": "start", "stream": "room:ABCDEF"}, NotFound),
        ({"action": "start", "stream": "user:1"}, NotFound),
    ],
)
def test_refusals(alice: Person, fields: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        say(alice, **{"stream": "user", **fields})


@pytest.mark.parametrize("wrong", ["25", 25.5, True, None, []])
def test_lengths_are_whole_numbers(alice: Person, wrong: object) -> None:
    if wrong is None:
        assert say(alice, stream="user", action="start", focus_minutes=None)["version"] == 1
        return
    with pytest.raises(msgspec.ValidationError):
        say(alice, stream="user", action="start", focus_minutes=wrong)


def test_a_stranger_is_refused_and_a_private_room_is_unknown(
    open_room: OpenRoom, alice: Person, charlie: Person
) -> None:
    open_room(alice)
    open_room(alice, code="FCSRMB", public=False)
    with pytest.raises(Forbidden):
        say(charlie, stream="room:FCSRMA", action="start")
    with pytest.raises(NotFound):
        say(charlie, stream="room:FCSRMB", action="start")


def test_over_the_wire_both_see_the_same_end_and_get_their_session(
    cafe: Cafe,  # noqa: F811
    alice: Person,
    bob: Person,
    room: Room,
    tmp_path: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from virtualcafe.focus.settling import settle

    moved = tmp_path / "clock"
    moved.write_text("0")
    monkeypatch.setattr(clock, "source", str(moved))
    stream = f"room:{room.code}"
    tabs = [cafe.connect(alice), cafe.connect(bob)]
    for tab in tabs:
        assert tab.ask(type="subscribe", stream=stream)["type"] == "ok"
    started = tabs[0].ask(type="timer", stream=stream, action="start", focus_minutes=25)
    heard = tabs[1].until_type("timer")
    assert heard["timer"]["ends_at"] == started["timer"]["ends_at"]
    moved.write_text("1501")
    settle()
    for tab, person in zip(tabs, (alice, bob), strict=True):
        finished = tab.until_type("session_finished")
        assert (finished["stream"], finished["session"]["minutes"]) == ("user", 25)
        assert written(person) == [("focus", "room", 25, True)]

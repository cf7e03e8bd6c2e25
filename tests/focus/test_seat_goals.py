"""What people in a room set out to do is shown at their seats, while they take part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from tests.focus.conftest import OpenRoom, at, come
from virtualcafe.accounts.models import Person, Preferences
from virtualcafe.focus import actions, seat_goals
from virtualcafe.focus.clock import Lengths
from virtualcafe.focus.models import Session
from virtualcafe.focus.settling import settle_due
from virtualcafe.focus.tasks.goals import set_goal
from virtualcafe.focus.tasks.outcomes import say_outcome
from virtualcafe.realtime import bus
from virtualcafe.rooms.models import Room

Goals = dict[str, str]


@pytest.fixture
def room(open_room: OpenRoom, alice: Person, bob: Person) -> Room:
    room = open_room(alice, bob)
    come("room:FCSRMA", alice, bob)
    return room


@pytest.fixture
def last_told(
    django_capture_on_commit_callbacks: Any,
) -> Iterator[Callable[[Callable[[], object]], Goals | None]]:
    """What the room was told of goals last while something was done."""
    heard: list[Goals] = []

    def listen(broadcasts: list[bus.Broadcast]) -> None:
        frames = [msgspec.json.decode(each.frame) for each in broadcasts]
        heard.extend(frame["goals"] for frame in frames if frame["type"] == "goals")

    def after(act: Callable[[], object]) -> Goals | None:
        heard.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return heard[-1] if heard else None

    bus.connect(listen)
    yield after
    bus.disconnect(listen)


Told = Callable[[Callable[[], object]], Goals | None]


def start(person: Person, room: Room | None, goal: str = "") -> None:
    actions.start(person, room, lengths=Lengths(), goal=goal, now=at(0))


def test_the_room_is_told_who_sets_out_to_do_what(
    room: Room, alice: Person, bob: Person, last_told: Told
) -> None:
    assert last_told(lambda: start(alice, room, "Chapter 4")) == {f"{alice.pk}": "Chapter 4"}
    both = {f"{alice.pk}": "Chapter 4", f"{bob.pk}": "Sketches"}
    assert last_told(lambda: set_goal(bob, "Sketches")) == both
    assert seat_goals.of_room(room, bob.pk) == {
        "goals": {alice.pk: "Chapter 4", bob.pk: "Sketches"}
    }


def test_who_leaves_and_what_is_over_is_shown_no_more(
    room: Room, alice: Person, bob: Person, last_told: Told
) -> None:
    start(alice, room, "Chapter 4")
    set_goal(bob, "Sketches")
    assert last_told(lambda: actions.leave(bob, room, now=at(5))) == {f"{alice.pk}": "Chapter 4"}
    assert last_told(lambda: set_goal(alice, "")) == {}
    set_goal(alice, "Chapter 5")
    assert last_told(lambda: actions.stop(alice, room, now=at(10))) == {}
    assert seat_goals.of_room(room, bob.pk) == {"goals": {}}


def test_what_is_done_is_not_the_goal_of_the_next_round(
    room: Room, alice: Person, last_told: Told
) -> None:
    start(alice, room, "Chapter 4")
    assert last_told(lambda: settle_due(at(25))) == {f"{alice.pk}": "Chapter 4"}
    session = Session.objects.get(person=alice, kind="focus")
    assert last_told(lambda: say_outcome(alice, session.pk, "done")) == {}


def test_who_keeps_it_to_themselves_is_not_shown(
    room: Room, alice: Person, bob: Person, last_told: Told
) -> None:
    Preferences.objects.create(person=bob, shows_goal=False)
    start(alice, room, "Chapter 4")
    assert last_told(lambda: set_goal(bob, "Sketches")) == {f"{alice.pk}": "Chapter 4"}


def test_ones_own_timer_tells_nobody(room: Room, alice: Person, last_told: Told) -> None:
    assert last_told(lambda: start(alice, None, "Chapter 4")) is None
    assert seat_goals.of_room(room, alice.pk) == {"goals": {}}


def test_a_full_room_is_told_of_some(
    room: Room, alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(alice, room, "Chapter 4")
    set_goal(bob, "Sketches")
    monkeypatch.setattr(seat_goals, "MOST", 1)
    assert seat_goals.of_room(room, alice.pk) == {"goals": {alice.pk: "Chapter 4"}}

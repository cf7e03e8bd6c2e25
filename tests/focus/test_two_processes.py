"""Two processes that see the same phase end, and one that dies in the middle."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from tests.focus.conftest import OpenRoom, at, come, told, written
from virtualcafe.accounts.models import Person
from virtualcafe.focus import actions, catching_up
from virtualcafe.focus.clock import Lengths
from virtualcafe.focus.models import Participation, Timer
from virtualcafe.focus.settling import settle_due
from virtualcafe.lib.errors import Conflict
from virtualcafe.realtime import log
from virtualcafe.rooms.models import Room

AT_ONCE = 4


@pytest.fixture
def room(transactional_db: None, open_room: OpenRoom, alice: Person, bob: Person) -> Room:
    room = open_room(alice, bob)
    come("room:FCSRMA", alice, bob)
    return room


def together(*works: Callable[[], object]) -> list[BaseException | None]:
    """Do all of them at the same moment, each in a thread with its own connection."""
    ready = threading.Barrier(len(works))

    def do(work: Callable[[], object]) -> None:
        ready.wait(timeout=10)
        try:
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [done.exception() for done in [pool.submit(do, work) for work in works]]


def test_many_hands_settle_a_phase_once(room: Room, alice: Person, bob: Person) -> None:
    actions.start(alice, room, lengths=Lengths(), now=at(0))
    assert together(*[lambda: settle_due(at(25))] * AT_ONCE) == [None] * AT_ONCE
    assert written(alice) == written(bob) == [("focus", "room", 25, True)]
    assert len(told(f"user:{bob.pk}", "session_finished")) == 1
    assert [event["timer"]["phase"] for event in told("room:FCSRMA", "timer")] == [  # type: ignore[index]
        "focus",
        "break",
    ]


def test_of_many_who_start_at_once_one_does(room: Room, alice: Person, bob: Person) -> None:
    def start(person: Person) -> Callable[[], object]:
        return lambda: actions.start(person, room, lengths=Lengths(), now=at(0))

    refusals = together(start(alice), start(bob), start(alice), start(bob))
    assert [type(refusal) for refusal in refusals].count(Conflict) == AT_ONCE - 1
    assert Timer.objects.get(room=room).version == 1


def test_a_stop_and_the_end_at_once_write_one_session(
    room: Room, alice: Person, bob: Person
) -> None:
    actions.start(alice, room, lengths=Lengths(cycles=1), now=at(0))
    together(
        lambda: settle_due(at(25)),
        lambda: actions.stop(bob, room, now=at(25)),
        lambda: actions.leave(alice, room, now=at(25)),
    )
    assert written(alice) == written(bob) == [("focus", "room", 25, True)]


def test_crossing_over_between_two_rooms_at_once_counts_each_minute_once(
    room: Room, open_room: OpenRoom, alice: Person, bob: Person
) -> None:
    other = open_room(bob, alice, code="FCSRMB")
    actions.start(alice, room, lengths=Lengths(), now=at(0))
    actions.leave(bob, room, now=at(0))
    actions.start(bob, other, lengths=Lengths(), now=at(0))
    assert together(
        lambda: actions.join(alice, other, now=at(10)),
        lambda: actions.join(bob, room, now=at(10)),
    ) == [None, None]
    settle_due(at(25))
    for person in (alice, bob):
        focused = [session for session in written(person) if session[0] == "focus"]
        assert [minutes for _, _, minutes, _ in focused] == [10, 15]


def test_killed_in_the_middle_it_is_done_again_whole(
    room: Room, alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.start(alice, room, lengths=Lengths(), now=at(0))
    with monkeypatch.context() as dying:
        dying.setattr(log, "write_all", _die)
        settle_due(at(25))
    assert written(alice) == []
    settle_due(at(25))
    assert written(alice) == written(bob) == [("focus", "room", 25, True)]


def test_one_timer_that_cannot_be_settled_does_not_hold_up_the_others(
    room: Room, alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.start(alice, room, lengths=Lengths(), now=at(0))
    actions.start(bob, lengths=Lengths(), now=at(1))
    broken = Timer.objects.get(room=room).pk
    move = catching_up.move

    def fail(timer: Timer, *rest: object, **named: object) -> None:
        if timer.pk == broken:
            raise RuntimeError("a broken timer")
        move(timer, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(catching_up, "move", fail)
    settle_due(at(26))
    assert written(alice) == []
    assert written(bob)[-1] == ("focus", "solo", 25, True)


def _die(*_: object) -> None:
    raise RuntimeError("the process was killed")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one after the other")
@pytest.mark.parametrize("goes_over", ["join", "start"])
def test_who_is_drawn_in_while_they_go_over_is_in_one_of_them_or_told(
    transactional_db: None,
    open_room: OpenRoom,
    alice: Person,
    bob: Person,
    charlie: Person,
    goes_over: str,
) -> None:
    drawing, other = open_room(alice, bob), open_room(charlie, bob, code="FCSRMB")
    come("room:FCSRMA", alice, bob)
    if goes_over == "join":
        actions.start(charlie, other, lengths=Lengths(), now=at(0))
    drawn = threading.Event()

    def draw() -> None:
        with transaction.atomic():
            actions.start(alice, drawing, lengths=Lengths(), now=at(1))
            drawn.set()
            time.sleep(1)

    def go_over() -> None:
        assert drawn.wait(10)
        if goes_over == "join":
            actions.join(bob, other, now=at(1))
        else:
            actions.start(bob, other, lengths=Lengths(), now=at(1))

    _, refusal = together(draw, go_over)
    mine = Participation.objects.get(person=bob, standing="in").timer.room
    assert isinstance(refusal, Conflict) or (refusal is None and mine == other)

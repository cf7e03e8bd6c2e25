"""Who is writing: said to the others, not too often, and over by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.chat.cast import hearing, said
from virtualcafe.accounts.models import Person
from virtualcafe.chat import typing
from virtualcafe.chat.typing import MAX_TYPING, Typing
from virtualcafe.lib.errors import Forbidden
from virtualcafe.realtime import bus
from virtualcafe.realtime.models import Event
from virtualcafe.realtime.verbs import Caller, verbs
from virtualcafe.rooms.models import Room

BOB = (2, "room:ABCDEF")
Capture = Callable[..., Any]


class Clock:
    def __init__(self) -> None:
        self.at = 1_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def table(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Typing:
    table = Typing(clock=clock)
    monkeypatch.setattr(typing, "_typing", table)
    return table


def test_said_at_most_every_three_seconds(clock: Clock, table: Typing) -> None:
    assert table.start(BOB, every=3)
    clock.at += 2.9
    assert not table.start(BOB, every=3)
    clock.at += 0.1
    assert table.start(BOB, every=3)


def test_stopping_does_not_let_one_start_sooner(clock: Clock, table: Typing) -> None:
    assert table.start(BOB, every=3)
    assert table.stop(BOB)
    assert not table.start(BOB, every=3)


def test_stopping_is_said_once(table: Typing) -> None:
    assert not table.stop(BOB)
    table.start(BOB, every=3)
    assert table.stop(BOB)
    assert not table.stop(BOB)


def test_over_six_seconds_after_the_last_sign(clock: Clock, table: Typing) -> None:
    table.start(BOB, every=3)
    clock.at += 4
    table.start(BOB, every=3)
    clock.at += 5.9
    assert table.expire(here={2}) == []
    clock.at += 0.1
    assert table.expire(here={2}) == [BOB]
    assert table.expire(here={2}) == []
    assert not table.stop(BOB)


def test_over_when_the_last_socket_goes(clock: Clock, table: Typing) -> None:
    table.start(BOB, every=3)
    table.start((1, BOB[1]), every=3)
    assert table.expire(here={1}) == [BOB]


def test_somebody_who_stopped_does_not_expire(clock: Clock, table: Typing) -> None:
    table.start(BOB, every=3)
    table.stop(BOB)
    clock.at += 10
    assert table.expire(here={2}) == []
    assert not table._said


def test_the_table_is_bounded(table: Typing) -> None:
    for person in range(MAX_TYPING + 10):
        table.start((person, "room:ABCDEF"), every=3)
    assert len(table._said) == len(table._going) == MAX_TYPING


def say(kind: str, person: Person, stream: str, *, subscribed: bool = True) -> None:
    verb = verbs[kind]
    assert verb.run is not None
    assert not verb.answered
    streams = frozenset([stream] if subscribed else [])
    verb.run(Caller(person.pk, "socket", streams), verb.decoder.decode(f'{{"stream":"{stream}"}}'))


def test_the_others_are_told(
    bob: Person, room: Room, table: Typing, django_capture_on_commit_callbacks: Capture
) -> None:
    spread: list[bus.Broadcast] = []
    bus.connect(spread.extend)
    try:
        with hearing() as heard, django_capture_on_commit_callbacks(execute=True):
            say("typing", bob, room.stream_name)
            say("typing", bob, room.stream_name)
            say("stop_typing", bob, room.stream_name)
            say("stop_typing", bob, room.stream_name)
    finally:
        bus.disconnect(spread.extend)
    user = {"id": bob.pk, "username": "bob", "avatar_url": None, "level": 1}
    where = {"stream": room.stream_name, "to": room.stream_name, "user": user}
    assert heard == [{"type": "typing", **where}, {"type": "stop_typing", **where}]
    assert {broadcast.except_person for broadcast in spread} == {bob.pk}
    assert not Event.objects.filter(type__contains="typing").exists()


def test_posting_ends_it(
    bob: Person, room: Room, table: Typing, django_capture_on_commit_callbacks: Capture
) -> None:
    with hearing() as heard, django_capture_on_commit_callbacks(execute=True):
        say("typing", bob, room.stream_name)
        said(bob, room)
    assert [frame["type"] for frame in heard] == ["typing", "chat_message", "stop_typing"]


def test_the_server_says_when_it_is_over(
    bob: Person,
    room: Room,
    table: Typing,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Capture,
) -> None:
    monkeypatch.setattr(typing, "people_here", lambda: frozenset({bob.pk}))
    say("typing", bob, room.stream_name)
    for waited, expected in ((5.9, []), (0.2, ["stop_typing"]), (6, [])):
        clock.at += waited
        with hearing() as heard, django_capture_on_commit_callbacks(execute=True):
            typing.stop_what_expired()
        assert [frame["type"] for frame in heard] == expected


def test_without_a_subscription_one_must_sit_there(
    bob: Person, charlie: Person, room: Room, table: Typing
) -> None:
    say("typing", bob, room.stream_name, subscribed=False)
    with pytest.raises(Forbidden):
        say("typing", charlie, room.stream_name, subscribed=False)
    assert set(table._going) == {(bob.pk, room.stream_name)}

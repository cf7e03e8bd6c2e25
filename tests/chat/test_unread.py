"""How much is unread: other people's standing messages above the mark."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.chat.cast import hearing, post, said
from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.chat import unread
from virtualcafe.chat.actions import delete_message, post_message, read_up_to
from virtualcafe.chat.models import Message, ReadMark
from virtualcafe.lib import clock
from virtualcafe.realtime import leases, log
from virtualcafe.rooms import actions as room_actions
from virtualcafe.rooms import hooks
from virtualcafe.rooms.models import Membership, Room

Capture = Callable[..., Any]


@pytest.fixture
def room(room: Room) -> Room:
    """Both took their seats before anything was said."""
    Membership.objects.update(joined_at=NOON - timedelta(hours=1))
    return room


def count(person: Person, room: Room) -> int:
    return unread.of_person(person.pk, [room.stream])[room.stream_name]


def both_ways(person: Person, room: Room) -> int:
    """One person's rooms and one room's people are counted by different queries."""
    alone = count(person, room)
    assert unread.of_room(room, [person.pk]).get(person.pk, 0) == alone
    return alone


def connect(*people: Person) -> None:
    leases.arrive(
        [leases.Arrival(f"user:{each.pk}", each.pk, f"c{each.pk}") for each in people], server="s"
    )


def test_what_others_said(alice: Person, bob: Person, room: Room) -> None:
    said(alice, room)
    said(bob, room)
    said(bob, room)
    assert (both_ways(alice, room), both_ways(bob, room)) == (2, 1)


def test_above_the_mark(alice: Person, bob: Person, room: Room) -> None:
    seqs = [said(bob, room).seq for _ in range(4)]
    assert read_up_to(alice.pk, room.stream, seq=seqs[1], now=NOON) == 2
    assert both_ways(alice, room) == 2


def test_what_was_deleted_does_not_count(alice: Person, bob: Person, room: Room) -> None:
    said(bob, room)
    delete_message(bob, said(bob, room).pk, now=NOON)
    assert both_ways(alice, room) == 1


def test_an_edit_does_not_count_again(alice: Person, bob: Person, room: Room) -> None:
    message = said(bob, room)
    read_up_to(alice.pk, room.stream, seq=message.seq, now=NOON)
    message.edit(content="x", html="x", now=NOON)
    log.append(room.stream_name, ("message_edited", {"message_id": message.pk}))
    assert both_ways(alice, room) == 0


def test_who_never_read_counts_from_their_seat(bob: Person, charlie: Person, room: Room) -> None:
    said(bob, room)
    room_actions.seat(charlie, room, now=NOON + timedelta(minutes=1))
    assert both_ways(charlie, room) == 0
    post_message(post(bob, room), now=NOON + timedelta(minutes=2))
    assert both_ways(charlie, room) == 1


def test_in_the_lounge_who_never_read_owes_nothing(alice: Person, bob: Person) -> None:
    lounge = room_actions.open_lounge(now=NOON)
    first = said(bob, lounge)
    assert both_ways(alice, lounge) == 0
    read_up_to(alice.pk, lounge.stream, seq=first.seq, now=NOON)
    said(bob, lounge)
    assert both_ways(alice, lounge) == 1


def test_it_stops_counting_at_a_thousand(
    alice: Person, bob: Person, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unread, "MOST", 5)
    for _ in range(7):
        said(bob, room)
    room.stream.refresh_from_db()
    assert both_ways(alice, room) == 5


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.integers(1, 3), max_size=30),
    st.dictionaries(st.integers(1, 3), st.integers(0, 40), max_size=3),
)
def test_bisection_counts_what_counting_counts(senders: list[int], marks: dict[int, int]) -> None:
    lines = [unread.Line(2 * n + 1, sender, NOON) for n, sender in enumerate(senders)]
    expected = {
        person: sum(line.seq > mark and line.sender_id != person for line in lines)
        for person, mark in marks.items()
    }
    assert unread._counts(lines, {who: (mark, None) for who, mark in marks.items()}) == expected


def test_a_mark_only_moves_forward_and_not_above_the_top(
    alice: Person, bob: Person, room: Room
) -> None:
    seqs = [said(bob, room).seq for _ in range(3)]
    for asked, kept in ((seqs[1], seqs[1]), (seqs[0], seqs[1]), (10_000, seqs[2])):
        read_up_to(alice.pk, room.stream, seq=asked, now=NOON)
        assert ReadMark.objects.get(person=alice).seq == kept


def test_reading_is_told_to_ones_other_tabs(
    alice: Person, bob: Person, room: Room, django_capture_on_commit_callbacks: Capture
) -> None:
    """With the next round, once however fast they read."""
    seqs = [said(bob, room).seq for _ in range(3)]
    unread._stirred.clear()
    with hearing() as heard, django_capture_on_commit_callbacks(execute=True):
        for seq in seqs[:2]:
            read_up_to(alice.pk, room.stream, seq=seq, now=NOON)
        assert heard == []
        unread.tell_everybody()
    assert heard == [
        {
            "type": "unread",
            "to": f"user:{alice.pk}",
            "stream": room.stream_name,
            "count": 1,
            "mentions": 0,
            "threads": [],
        }
    ]


def test_the_connected_members_are_told_once_a_round(
    alice: Person,
    bob: Person,
    charlie: Person,
    room: Room,
    django_capture_on_commit_callbacks: Capture,
) -> None:
    connect(alice, bob, charlie)
    with django_capture_on_commit_callbacks(execute=True):
        said(bob, room)
        said(bob, room)
    with hearing() as heard:
        unread.tell_everybody()
        unread.tell_everybody()
    assert {frame["to"]: frame["count"] for frame in heard} == {
        f"user:{alice.pk}": 2,
        f"user:{bob.pk}": 0,
    }
    assert len(heard) == 2
    assert {frame["stream"] for frame in heard} == {room.stream_name}


def test_nobody_is_told_who_is_not_connected(
    alice: Person, bob: Person, room: Room, django_capture_on_commit_callbacks: Capture
) -> None:
    connect(bob)
    leases.end([(f"c{bob.pk}", "")])
    with django_capture_on_commit_callbacks(execute=True):
        said(alice, room)
    with hearing() as heard:
        unread.tell_everybody()
    assert heard == []


def test_a_round_costs_the_same_for_any_number_of_people(
    alice: Person, bob: Person, room: Room, django_assert_num_queries: Capture
) -> None:
    for n in range(20):
        person = Person.objects.create(username=f"p{n}", email=f"p{n}@example.org")
        Membership.objects.create(room=room, person=person, joined_at=NOON, last_seen_at=NOON)
        connect(person)
    said(bob, room)
    unread.stir([room.stream_name])
    with django_assert_num_queries(6):
        unread.tell_everybody()


def test_who_subscribes_is_told_how_much_they_missed(
    alice: Person, bob: Person, room: Room, django_capture_on_commit_callbacks: Capture
) -> None:
    said(bob, room)
    with hearing() as heard, django_capture_on_commit_callbacks(execute=True):
        state = hooks.besides(room, alice.pk)["unread"]
    assert (state["count"], state["first_seq"]) == (1, room.stream.messages.get().seq)
    assert [(frame["to"], frame["count"]) for frame in heard] == [(f"user:{alice.pk}", 1)]


def test_many_rooms_cost_the_same_queries(
    alice: Person, bob: Person, django_assert_num_queries: Capture
) -> None:
    now = clock.now()
    rooms = [room_actions.open_room(alice, name=f"{n}", now=now) for n in range(5)]
    for number, each in enumerate(rooms):
        room_actions.seat(bob, each, now=now)
        for _ in range(number):
            post_message(post(alice, each), now=now)
    streams = [each.stream for each in rooms]
    with django_assert_num_queries(3):
        counts = unread.of_person(bob.pk, streams)
    assert [counts[each.stream_name] for each in rooms] == [0, 1, 2, 3, 4]
    assert Message.objects.count() == 10

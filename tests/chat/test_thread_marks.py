"""What is new in the threads that a person follows."""

from __future__ import annotations

import pytest

from tests.chat.cast import post
from tests.conftest import NOON, make_person
from virtualcafe.accounts.models import Person
from virtualcafe.chat import actions, following, unread
from virtualcafe.chat.models import Message, ReadMark, ThreadMark
from virtualcafe.lib import clock
from virtualcafe.rooms import actions as room_actions
from virtualcafe.rooms.models import Room


def said(person: Person, room: Room, content: str = "Hello", **fields: int) -> Message:
    """After everybody came in."""
    posted = actions.post_message(post(person, room, content, **fields), now=clock.now())  # type: ignore[arg-type]
    return Message.objects.with_people().get(pk=posted.message_id)


@pytest.fixture
def dora(room: Room) -> Person:
    dora = make_person("dora")
    room_actions.seat(dora, room, now=clock.now())
    return dora


def waiting(person: Person, room: Room) -> list[tuple[int, int]]:
    found = following.unread_in(person.pk, room.stream_id)
    return [(each["thread"], each["count"]) for each in found]


def recounted(person: Person) -> list[tuple[int, int]]:
    counts = []
    for mark in ThreadMark.objects.filter(person=person).order_by("-root"):
        later = Message.objects.standing().filter(thread=mark.root_id, seq__gt=mark.seq)
        if number := later.exclude(sender=person).count():
            counts.append((mark.root_id, number))
    return counts


def test_who_wrote_the_root_follows_it(
    alice: Person, bob: Person, dora: Person, room: Room
) -> None:
    root = said(alice, room, "Root")
    said(bob, room, "1", thread=root.pk)
    said(bob, room, "2", thread=root.pk)
    assert waiting(alice, room) == [(root.pk, 2)]
    assert waiting(bob, room) == waiting(dora, room) == []


def test_who_answers_follows_from_there(
    alice: Person, bob: Person, dora: Person, room: Room
) -> None:
    root = said(alice, room)
    said(bob, room, "1", thread=root.pk)
    said(dora, room, "2", thread=root.pk)
    said(bob, room, "3", thread=root.pk)
    assert waiting(dora, room) == [(root.pk, 1)]
    assert waiting(bob, room) == [(root.pk, 1)]


def test_who_is_called_follows_with_that_message(
    alice: Person, bob: Person, dora: Person, room: Room
) -> None:
    root = said(alice, room)
    said(bob, room, "before", thread=root.pk)
    said(bob, room, "@dora, look", thread=root.pk)
    assert waiting(dora, room) == [(root.pk, 1)]


def test_reading_a_thread_leaves_the_room_unread(alice: Person, bob: Person, room: Room) -> None:
    root = said(alice, room)
    first = said(bob, room, "1", thread=root.pk)
    said(bob, room, "2", thread=root.pk)
    assert actions.read_thread(alice.pk, root, seq=first.seq, now=NOON) == 1
    assert waiting(alice, room) == [(root.pk, 1)]
    assert unread.of_person(alice.pk, [room.stream])[room.stream_name] == 2
    assert not ReadMark.objects.exists()
    assert actions.read_thread(alice.pk, root, seq=10**9, now=NOON) == 0
    assert actions.read_thread(alice.pk, root, seq=0, now=NOON) == 0
    assert waiting(alice, room) == []


def test_reading_what_one_does_not_follow(
    alice: Person, bob: Person, dora: Person, room: Room
) -> None:
    root = said(alice, room)
    said(bob, room, "1", thread=root.pk)
    assert actions.read_thread(dora.pk, root, seq=10**9, now=NOON) == 0
    assert not ThreadMark.objects.filter(person=dora).exists()


def test_reading_the_room_leaves_threads_unread(alice: Person, bob: Person, room: Room) -> None:
    root = said(alice, room)
    reply = said(bob, room, "1", thread=root.pk)
    actions.read_up_to(alice.pk, room.stream, seq=reply.seq, now=NOON)
    assert waiting(alice, room) == [(root.pk, 1)]


def test_it_equals_a_recount_whatever_happens(
    alice: Person, bob: Person, dora: Person, room: Room
) -> None:
    roots = [said(alice, room, f"{n}") for n in range(3)]
    replies = [said(bob, room, f"{n}", thread=roots[n % 3].pk) for n in range(7)]
    said(dora, room, "@bob", thread=roots[1].pk)
    actions.delete_message(bob, replies[0].pk, now=NOON)
    actions.edit_message(bob, replies[1].pk, content="other", now=NOON)
    actions.delete_message(alice, roots[2].pk, now=NOON)
    actions.read_thread(alice.pk, roots[1], seq=replies[4].seq, now=NOON)
    for person in (alice, bob, dora):
        assert waiting(person, room) == recounted(person)
    assert waiting(alice, room) == [(roots[2].pk, 2), (roots[1].pk, 1), (roots[0].pk, 2)]


def test_a_newcomer_is_told_where_to_begin(alice: Person, bob: Person, room: Room) -> None:
    said(bob, room, "his own")
    first = said(alice, room, "@bob")
    root = said(bob, room)
    said(alice, room, "in it", thread=root.pk)
    assert unread.state_of(bob.pk, room.stream) == {
        "stream": room.stream_name,
        "count": 2,
        "mentions": 1,
        "threads": [{"thread": root.pk, "count": 1}],
        "first_seq": first.seq,
    }

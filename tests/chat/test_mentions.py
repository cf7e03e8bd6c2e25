"""Calling people by name: who may be called, what it looks like, and who hears of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.chat.cast import hearing, post
from tests.conftest import NOON, make_person
from virtualcafe.accounts.models import Block, Person
from virtualcafe.chat import actions, calling, unread
from virtualcafe.chat.models import Mention, Message
from virtualcafe.lib import clock
from virtualcafe.notifications.models import Notification
from virtualcafe.rooms import actions as room_actions
from virtualcafe.rooms.models import Room

OnCommit = Callable[..., Any]


def said(person: Person, room: Room, content: str = "Hello", **fields: int) -> Message:
    """After everybody came in."""
    posted = actions.post_message(post(person, room, content, **fields), now=clock.now())  # type: ignore[arg-type]
    return Message.objects.with_people().get(pk=posted.message_id)


def called(message: Message) -> list[str]:
    people = Mention.objects.filter(message=message).order_by("person__username")
    return list(people.values_list("person__username", flat=True))


def told(person: Person) -> list[dict[str, object]]:
    rows = Notification.objects.of(person.pk).filter(kind="mention").order_by("pk")
    return list(rows.values_list("data", flat=True))


def mark(person: Person, name: str) -> str:
    return f'<span class="mention" data-person="{person.pk}">@{name}</span>'


def test_a_member_is_called_and_hears_of_it(alice: Person, bob: Person, room: Room) -> None:
    message = said(alice, room, "Tea, @Bob?")
    assert message.html == f"<p>Tea, {mark(bob, 'Bob')}?</p>"
    assert called(message) == ["bob"]
    assert told(bob) == [
        {"username": "alice", "room": room.name, "code": room.code, "message": message.pk}
    ]
    assert unread.value_of(bob.pk, room.stream)["mentions"] == 1
    assert told(alice) == []


@pytest.mark.parametrize(
    "content",
    ["bob", "`@bob`", "```\n@bob\n```", "a@bob", "bob@bob.org", "@bobby", "@ bob", "\\@bob"],
)
def test_what_calls_nobody(alice: Person, bob: Person, room: Room, content: str) -> None:
    message = said(alice, room, content)
    assert "mention" not in message.html
    assert (called(message), told(bob)) == ([], [])


def test_who_cannot_read_it_is_not_called(alice: Person, charlie: Person, room: Room) -> None:
    message = said(alice, room, "@charlie and @nobody")
    assert message.html == "<p>@charlie and @nobody</p>"
    assert (called(message), told(charlie)) == ([], [])


def test_in_the_lounge_everybody_may_be_called(alice: Person, charlie: Person) -> None:
    message = said(alice, room_actions.open_lounge(now=clock.now()), "@charlie")
    assert called(message) == ["charlie"]


def test_oneself_is_marked_and_not_told(alice: Person, room: Room) -> None:
    message = said(alice, room, "@alice")
    assert mark(alice, "alice") in message.html
    assert (called(message), told(alice)) == ([], [])


@pytest.mark.parametrize("name", ["everyone", "room"])
def test_the_host_calls_all(alice: Person, bob: Person, room: Room, name: str) -> None:
    dora = make_person("dora")
    room_actions.seat(dora, room, now=clock.now())
    message = said(alice, room, f"@{name}, break!")
    assert f'<span class="mention" data-person="0">@{name}</span>' in message.html
    assert called(message) == ["bob", "dora"]
    assert (len(told(bob)), len(told(dora)), told(alice)) == (1, 1, [])


def test_nobody_else_does(alice: Person, bob: Person, room: Room) -> None:
    assert called(said(bob, room, "@everyone @room")) == []
    lounge = room_actions.open_lounge(now=clock.now())
    assert called(said(bob, lounge, "@everyone")) == []


def test_whoever_blocks_or_is_blocked_hears_nothing(alice: Person, bob: Person, room: Room) -> None:
    Block.objects.create(person=bob, blocked=alice, created_at=NOON)
    assert called(said(alice, room, "@bob @everyone")) == []
    assert called(said(bob, room, "@alice")) == []
    assert (told(bob), told(alice)) == ([], [])


def test_an_edit_calls_who_is_new_and_forgets_who_is_gone(
    alice: Person, bob: Person, room: Room
) -> None:
    dora = make_person("dora")
    room_actions.seat(dora, room, now=clock.now())
    message = said(alice, room, "@bob")
    actions.edit_message(alice, message.pk, content="@dora", now=NOON)
    assert called(message) == ["dora"]
    assert (told(bob), len(told(dora))) == ([], 1)
    Notification.objects.update(read_at=NOON)
    actions.edit_message(alice, message.pk, content="@dora!", now=NOON)
    assert Notification.objects.of(dora.pk).unread().count() == 0


def test_deleting_forgets_it(alice: Person, bob: Person, room: Room) -> None:
    message = said(alice, room, "@bob")
    actions.delete_message(alice, message.pk, now=NOON)
    assert (called(message), told(bob)) == ([], [])
    assert unread.value_of(bob.pk, room.stream) == {
        "stream": room.stream_name,
        "count": 0,
        "mentions": 0,
        "threads": [],
    }


def test_reading_it_reads_the_notification(alice: Person, bob: Person, room: Room) -> None:
    first, second = said(alice, room, "@bob"), said(alice, room, "@bob again")
    actions.read_up_to(bob.pk, room.stream, seq=first.seq, now=NOON)
    waiting = Notification.objects.of(bob.pk).unread()
    assert [row.data["message"] for row in waiting] == [second.pk]
    assert unread.value_of(bob.pk, room.stream)["mentions"] == 1


def test_sent_again_it_calls_once(alice: Person, bob: Person, room: Room) -> None:
    sent = post(alice, room, "@bob")
    for _ in range(2):
        actions.post_message(sent, now=NOON)
    assert (Mention.objects.count(), len(told(bob))) == (1, 1)


def test_at_most_twenty_are_called(alice: Person, room: Room) -> None:
    lounge = room_actions.open_lounge(now=clock.now())
    names = [make_person(f"guest{n}").username for n in range(calling.MOST_CALLED + 5)]
    message = said(alice, lounge, " ".join(f"@{name}" for name in names))
    assert len(called(message)) == calling.MOST_CALLED


def test_connected_people_are_told_how_often(
    alice: Person, bob: Person, room: Room, django_capture_on_commit_callbacks: OnCommit
) -> None:
    from virtualcafe.realtime import leases

    leases.arrive([leases.Arrival(f"user:{bob.pk}", bob.pk, "c1")], server="s")
    with django_capture_on_commit_callbacks(execute=True):
        said(alice, room, "@bob")
        said(alice, room, "and all")
    with hearing() as heard:
        unread.tell_everybody()
    values = [(frame["to"], frame["count"], frame["mentions"]) for frame in heard]
    assert values == [(f"user:{bob.pk}", 2, 1)]


def test_without_an_at_it_costs_nothing(
    alice: Person, bob: Person, room: Room, django_assert_num_queries: OnCommit
) -> None:
    with django_assert_num_queries(0):
        assert calling.names_in([(alice.pk, room.stream_name, "bob, tea?")]) == {}

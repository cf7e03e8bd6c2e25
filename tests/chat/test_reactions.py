"""Reactions: what everybody is told, what they add up to, and who may not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from tests.chat.cast import hearing, said
from tests.conftest import NOON, make_person
from virtualcafe.accounts.models import Person
from virtualcafe.chat import actions, reactions, wire
from virtualcafe.chat.models import Message, Reaction
from virtualcafe.lib.errors import BadRequest, Muted, NotFound
from virtualcafe.realtime import log
from virtualcafe.realtime.models import Event
from virtualcafe.rooms import actions as room_actions
from virtualcafe.rooms.models import Membership, Room

OnCommit = Callable[..., Any]


def put(person: Person, message: Message, emoji: str = "👍") -> int:
    return actions.react(person, message.pk, emoji=emoji, on=True, now=NOON)


def take(person: Person, message: Message, emoji: str = "👍") -> int:
    return actions.react(person, message.pk, emoji=emoji, on=False, now=NOON)


def shown(message: Message, *, to: Person | None = None) -> list[tuple[str, int, object]]:
    [told] = wire.message_objects([message], for_person=to.pk if to else None)
    return [(each["emoji"], each["count"], each.get("mine")) for each in told["reactions"]]


def replayed(room: Room) -> list[dict[str, Any]]:
    entries = log.read(room.stream_name, after=0, limit=500)
    frames = [msgspec.json.decode(each.frame) for each in entries]
    return [frame for frame in frames if frame["type"] == "message_reaction"]


def test_everybody_is_told_who_stands_behind_it(
    alice: Person, bob: Person, room: Room, django_capture_on_commit_callbacks: OnCommit
) -> None:
    message = said(alice, room)
    put(alice, message)
    with hearing() as heard, django_capture_on_commit_callbacks(execute=True):
        seq = put(bob, message)
    [frame] = heard
    assert {name: frame[name] for name in ("type", "to", "seq", "message_id", "emoji")} == {
        "type": "message_reaction",
        "to": room.stream_name,
        "seq": seq,
        "message_id": message.pk,
        "emoji": "👍",
    }
    assert [user["username"] for user in frame["users"]] == ["alice", "bob"]  # type: ignore[attr-defined]
    assert (frame["count"], frame["user"]["username"], frame["on"]) == (2, "bob", True)  # type: ignore[index]
    assert seq == log.top(room.stream_name)


def test_taking_it_away_is_told_too(alice: Person, bob: Person, room: Room) -> None:
    message = said(alice, room)
    put(alice, message)
    put(bob, message)
    take(bob, message)
    last = replayed(room)[-1]
    assert [user["username"] for user in last["users"]] == ["alice"]
    assert (last["count"], last["user"]["username"], last["on"]) == (1, "bob", False)
    take(alice, message)
    last = replayed(room)[-1]
    assert (last["count"], last["users"], last["user"], last["on"]) == (0, [], None, False)


def test_a_message_adds_them_up_in_the_order_in_which_they_came(
    alice: Person, bob: Person, room: Room
) -> None:
    message = said(alice, room)
    put(bob, message, "🎉")
    put(bob, message, "👍")
    put(alice, message, "👍")
    assert shown(message, to=alice) == [("🎉", 1, False), ("👍", 2, True)]
    assert shown(message, to=bob) == [("🎉", 1, True), ("👍", 2, True)]
    assert shown(message) == [("🎉", 1, None), ("👍", 2, None)]


@pytest.mark.parametrize("change", [put, take])
def test_the_same_twice_changes_nothing_and_tells_nobody(
    alice: Person, bob: Person, room: Room, change: Callable[..., int]
) -> None:
    message = said(alice, room)
    put(bob, message)
    change(bob, message)
    top, events = log.top(room.stream_name), Event.objects.count()
    assert change(bob, message) == top == log.top(room.stream_name)
    assert Event.objects.count() == events


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("❤", "❤️"),
        ("❤️", "❤️"),
        ("👍🏽", "👍🏽"),
        ("🇩🇪", "🇩🇪"),
        ("👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"),
        ("1️⃣", "1️⃣"),
        ("👍️", "👍"),
    ],
)
def test_one_emoji_is_spelled_in_one_way(bob: Person, room: Room, typed: str, kept: str) -> None:
    message = said(bob, room)
    put(bob, message, typed)
    put(bob, message, kept)
    assert shown(message) == [(kept, 1, None)]


@pytest.mark.parametrize(
    "emoji",
    ["", "a", "1", "👍👍", "👍 ", ":+1:", "🇩", "🏽", "<b>", "\x00", "\ufe0f", "👍" * 40, "\ud83d"],
)
def test_anything_else_is_none(bob: Person, room: Room, emoji: str) -> None:
    with pytest.raises(BadRequest):
        put(bob, said(bob, room), emoji)
    assert not Reaction.objects.exists()


def test_a_message_has_at_most_twenty_different_ones(
    alice: Person, bob: Person, room: Room
) -> None:
    message = said(bob, room)
    many = [chr(each) for each in range(0x1F600, 0x1F600 + 21)]
    for emoji in many[:20]:
        put(bob, message, emoji)
    with pytest.raises(BadRequest, match="20"):
        put(bob, message, many[20])
    put(alice, message, many[0])
    take(bob, message, many[1])
    put(alice, message, many[20])
    assert len(shown(message)) == 20


def test_the_first_are_named_and_all_are_counted(alice: Person, room: Room) -> None:
    message = said(alice, room)
    crowd = [make_person(f"guest{n}") for n in range(reactions.MOST_NAMED + 3)]
    Reaction.objects.bulk_create(
        Reaction(message=message, person=person, emoji="👍", created_at=NOON) for person in crowd
    )
    [told] = wire.message_objects([message], for_person=crowd[-1].pk)
    [reaction] = told["reactions"]
    assert (reaction["count"], reaction["mine"]) == (len(crowd), True)
    assert [user["id"] for user in reaction["users"]] == [
        person.pk for person in crowd[: reactions.MOST_NAMED]
    ]


def test_fifty_messages_cost_what_one_costs(
    alice: Person, bob: Person, room: Room, django_assert_num_queries: OnCommit
) -> None:
    messages = [said(alice, room, f"{n}") for n in range(50)]
    for message in messages:
        put(bob, message)
    with django_assert_num_queries(1):
        told = reactions.of_messages([message.pk for message in messages], for_person=bob.pk)
    assert len(told) == 50


def test_a_deleted_message_has_none_and_a_replay_names_nobody(
    alice: Person, bob: Person, room: Room
) -> None:
    message = said(alice, room)
    put(bob, message)
    actions.delete_message(alice, message.pk, now=NOON)
    assert shown(message) == []
    assert not Reaction.objects.exists()
    [frame] = replayed(room)
    assert (frame["count"], frame["users"], frame["user"]) == (0, [], None)
    with pytest.raises(NotFound):
        put(bob, message)


def test_a_person_who_is_gone_takes_theirs_along(alice: Person, bob: Person, room: Room) -> None:
    message = said(alice, room)
    put(alice, message)
    put(bob, message)
    bob.delete()
    assert shown(message) == [("👍", 1, None)]
    assert [frame["count"] for frame in replayed(room)] == [1, 1]


def test_a_stranger(alice: Person, charlie: Person, room: Room) -> None:
    message = said(alice, room)
    for public in (True, False):
        Room.objects.filter(pk=room.pk).update(public=public)
        with pytest.raises(NotFound):
            put(charlie, message)
    assert not Reaction.objects.exists()


def test_who_left_or_was_kicked(alice: Person, bob: Person, room: Room) -> None:
    message = said(alice, room)
    put(bob, message)
    room_actions.leave(bob, room, now=NOON)
    for change in (put, take):
        with pytest.raises(NotFound):
            change(bob, message)
    assert shown(message) == [("👍", 1, None)]


def test_the_muted_may_neither_put_nor_take(alice: Person, bob: Person, room: Room) -> None:
    message = said(alice, room)
    put(bob, message)
    until = NOON + timedelta(minutes=5)
    Membership.objects.filter(person=bob).update(muted_until=until)
    for change in (put, take):
        with pytest.raises(Muted):
            change(bob, message)
    actions.react(bob, message.pk, emoji="🎉", on=True, now=until)


def test_a_message_that_never_was(bob: Person, room: Room) -> None:
    with pytest.raises(NotFound):
        actions.react(bob, 10**9, emoji="👍", on=True, now=NOON)

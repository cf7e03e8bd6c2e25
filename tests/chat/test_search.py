"""Searching: what one may see, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.chat.cast import said
from tests.conftest import NOON, make_person
from virtualcafe.accounts.models import Person
from virtualcafe.chat import selectors
from virtualcafe.chat.actions import delete_message, edit_message
from virtualcafe.lib import clock
from virtualcafe.lib.errors import Forbidden, NotFound
from virtualcafe.rooms import actions as room_actions
from virtualcafe.rooms.models import Room


def found(person: Person, q: str, room: Room | None = None) -> list[int]:
    hits = selectors.search(person, q, now=clock.now(), room_id=room.pk if room else None)
    return list(hits.order_by("pk").values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("content", "q"),
    [
        ("Linear Algebra", "algebra"),
        ("linear algebra", "ALGEBRA"),
        ("Über Émile", "über"),
        ("über", "ÜBER"),
        ("100% sure", "100%"),
        ("snake_case", "e_c"),
        ("a\\b", "\\"),
        ("it's", "'"),
        ("线性代数", "代数"),
        ("  spaced  ", " spaced "),
    ],
)
def test_whatever_the_case(bob: Person, room: Room, content: str, q: str) -> None:
    message = said(bob, room, content)
    assert found(bob, q) == [message.pk]


@pytest.mark.parametrize("q", ["10%0", "sn%ke", "snake?case", "a.b", "snakexcase"])
def test_no_character_stands_for_others(bob: Person, room: Room, q: str) -> None:
    said(bob, room, "100 snake_case axb")
    assert found(bob, q) == []


def test_deleted_and_edited_away(bob: Person, room: Room) -> None:
    gone, changed = said(bob, room, "secret one"), said(bob, room, "secret two")
    delete_message(bob, gone.pk, now=NOON)
    edit_message(bob, changed.pk, content="public", now=NOON)
    assert found(bob, "secret") == []
    assert found(bob, "public") == [changed.pk]


def test_rooms_one_does_not_sit_in(alice: Person, bob: Person, charlie: Person, room: Room) -> None:
    said(alice, room, "secret")
    assert found(charlie, "secret") == []
    with pytest.raises(Forbidden):
        found(charlie, "secret", room)
    Room.objects.filter(pk=room.pk).update(public=False)
    with pytest.raises(NotFound):
        found(charlie, "secret", room)


def test_a_room_one_left_or_was_kicked_from(alice: Person, bob: Person, room: Room) -> None:
    other = make_person("dora")
    room_actions.seat(other, room, now=NOON)
    said(bob, room, "my own secret")
    said(other, room, "another secret")
    room_actions.leave(bob, room, now=NOON)
    room_actions.kick(room, other.pk, by=alice, now=NOON)
    assert (found(bob, "secret"), found(other, "secret")) == ([], [])


def test_a_room_that_is_over(bob: Person, room: Room) -> None:
    said(bob, room, "secret")
    Room.objects.filter(pk=room.pk).update(expires_at=clock.now() - timedelta(seconds=1))
    assert found(bob, "secret") == []
    with pytest.raises(NotFound):
        found(bob, "secret", room)


def test_the_lounge_is_everybodys(bob: Person, charlie: Person) -> None:
    lounge = room_actions.open_lounge(now=clock.now())
    message = said(bob, lounge, "tea?")
    assert found(charlie, "tea") == found(charlie, "tea", lounge) == [message.pk]

"""Who may post where, asked for a whole batch of messages at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.conftest import NOON, make_person
from virtualcafe.accounts.models import Person
from virtualcafe.lib.errors import CafeError, Forbidden, Muted, NotFound
from virtualcafe.rooms import actions
from virtualcafe.rooms.access import Pair, posting_rights
from virtualcafe.rooms.models import Membership, Room


@pytest.fixture
def table(alice: Person, bob: Person) -> Room:
    room = actions.open_room(alice, name="Table", now=NOON)
    return actions.seat(bob, room, now=NOON)


def test_members_may_post(table: Room, alice: Person, bob: Person) -> None:
    pairs = {(alice.pk, table.stream_name), (bob.pk, table.stream_name)}
    assert posting_rights(pairs, now=NOON) == dict.fromkeys(pairs, table)


def test_strangers_may_not(table: Room, charlie: Person) -> None:
    assert _refusal(charlie, table.stream_name) is Forbidden
    Room.objects.update(public=False)
    assert _refusal(charlie, table.stream_name) is NotFound


def test_the_muted_may_not_until_their_time_is_over(table: Room, bob: Person) -> None:
    Membership.objects.filter(person=bob).update(muted_until=NOON + timedelta(minutes=5))
    assert _refusal(bob, table.stream_name) is Muted
    pair = (bob.pk, table.stream_name)
    assert posting_rights({pair}, now=NOON + timedelta(minutes=5)) == {pair: table}


def test_everybody_may_in_the_lounge(charlie: Person) -> None:
    lounge = actions.open_lounge(NOON)
    pair = (charlie.pk, lounge.stream_name)
    assert posting_rights({pair}, now=NOON) == {pair: lounge}


@pytest.mark.parametrize("stream", ["room:ZZZZZZ", "user:1", "private:1", "room:", "nonsense"])
def test_other_streams_are_not_found(stream: str, bob: Person) -> None:
    assert _refusal(bob, stream) is NotFound


def test_a_room_past_its_time_is_not_found(table: Room, bob: Person) -> None:
    pair = (bob.pk, table.stream_name)
    right = posting_rights({pair}, now=NOON + timedelta(minutes=30))[pair]
    assert isinstance(right, NotFound)


def test_a_hundred_pairs_take_two_queries_at_most(
    table: Room, alice: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rooms = [actions.open_room(alice, name=f"Room {n}", now=NOON) for n in range(9)]
    people = [make_person(f"p{n}") for n in range(10)]
    for person in people:
        actions.seat(person, rooms[0], now=NOON)
    pairs: set[Pair] = {(person.pk, room.stream_name) for person in people for room in rooms}
    with django_assert_max_num_queries(2):
        rights = posting_rights(pairs, now=NOON)
    assert len(rights) == 90
    assert sum(isinstance(right, Room) for right in rights.values()) == 10

    pairs |= {(person.pk, actions.open_lounge(NOON).stream_name) for person in people}
    with django_assert_max_num_queries(4):
        rights = posting_rights(pairs, now=NOON)
    assert sum(isinstance(right, Room) for right in rights.values()) == 20


def _refusal(person: Person, stream: str) -> type[CafeError | Room]:
    return type(posting_rights({(person.pk, stream)}, now=NOON)[person.pk, stream])

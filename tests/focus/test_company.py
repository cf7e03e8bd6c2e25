"""Who focuses now: people one follows and public rooms, and of them what one may know."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.conftest import NOON, make_person
from virtualcafe.accounts import relations
from virtualcafe.accounts.models import Person, Preferences
from virtualcafe.focus import actions
from virtualcafe.focus.clock import Lengths
from virtualcafe.focus.company import followed_in_focus, rooms_in_focus
from virtualcafe.realtime import leases
from virtualcafe.rooms import actions as rooms
from virtualcafe.rooms.models import Room

LATER = NOON + timedelta(minutes=10)


@pytest.fixture
def followed(alice: Person, bob: Person) -> Person:
    """Bob, whom Alice follows, in focus on his own."""
    relations.follow(alice, bob, now=NOON)
    actions.start(bob, lengths=Lengths(focus_minutes=25), now=NOON)
    return bob


def sit_down_and_start(person: Person, room: Room) -> None:
    leases.arrive([leases.Arrival(room.stream_name, person.pk, f"c{person.pk}")], server="s")
    actions.start(person, room=room, lengths=Lengths(focus_minutes=25), now=NOON)


def names(person: Person) -> list[str]:
    return [one.person.username for one in followed_in_focus(person, now=LATER)]


def test_whom_one_follows_with_what_is_left(followed: Person, alice: Person) -> None:
    [one] = followed_in_focus(alice, now=LATER + timedelta(seconds=30))
    assert (one.person, one.room, one.minutes_left) == (followed, None, 15)


def test_a_public_room_is_named_and_a_private_one_to_its_members_only(
    alice: Person, bob: Person, charlie: Person
) -> None:
    private = rooms.open_room(bob, name="Our flat", public=False, now=NOON)
    rooms.seat(charlie, private, now=NOON)
    for person in (alice, charlie):
        relations.follow(person, bob, now=NOON)
    sit_down_and_start(bob, private)
    assert [one.room for one in followed_in_focus(alice, now=LATER)] == [None]
    assert [one.room for one in followed_in_focus(charlie, now=LATER)] == [private]
    Room.objects.filter(pk=private.pk).update(public=True)
    assert [one.room for one in followed_in_focus(alice, now=LATER)] == [private]


def test_nobody_else_is_seen(followed: Person, alice: Person, charlie: Person) -> None:
    assert names(charlie) == []
    assert names(followed) == []
    relations.block(followed, alice, now=NOON)
    assert names(alice) == []


def test_who_stays_off_the_boards_stays_off_here(followed: Person, alice: Person) -> None:
    Preferences.objects.update_or_create(person=followed, defaults={"on_boards": False})
    assert names(alice) == []


def test_a_pause_a_break_and_an_end_are_no_focus(followed: Person, alice: Person) -> None:
    assert followed_in_focus(alice, now=NOON + timedelta(minutes=25)) == []
    actions.pause(followed, now=LATER)
    assert names(alice) == []


def test_a_focus_that_counts_up_has_no_end(alice: Person, bob: Person) -> None:
    relations.follow(alice, bob, now=NOON)
    actions.start(bob, lengths=Lengths(count_up=True), now=NOON)
    assert [one.minutes_left for one in followed_in_focus(alice, now=LATER)] == [None]


def test_public_rooms_of_others_in_which_a_focus_runs(
    room: Room, alice: Person, charlie: Person
) -> None:
    rooms.open_room(alice, name="At rest", now=NOON)
    assert rooms_in_focus(charlie, now=LATER) == []
    sit_down_and_start(alice, room)
    assert rooms_in_focus(charlie, now=LATER) == [room]
    assert rooms_in_focus(alice, now=LATER) == []  # it is among her own
    Room.objects.filter(pk=room.pk).update(public=False)
    assert rooms_in_focus(charlie, now=LATER) == []


def test_one_query_each_however_many(
    alice: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        other = make_person(f"other{number}")
        relations.follow(alice, other, now=NOON)
        sit_down_and_start(other, rooms.open_room(other, name=f"Room {number}", now=NOON))
    with django_assert_num_queries(1):
        assert len(followed_in_focus(alice, now=LATER)) == 5
    with django_assert_num_queries(1):
        assert len(rooms_in_focus(alice, now=LATER)) == 3

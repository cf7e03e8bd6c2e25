"""The host's chair: handed over, inherited, and never left empty while somebody sits there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.conftest import NOON, make_person
from virtualcafe.accounts.models import ModeratorAct, Person
from virtualcafe.lib.errors import BadRequest, Forbidden, NotFound
from virtualcafe.notifications.models import Notification
from virtualcafe.realtime.models import Event
from virtualcafe.rooms import actions, cleanup
from virtualcafe.rooms.models import Room


@pytest.fixture
def table(alice: Person, bob: Person) -> Room:
    room = actions.open_room(alice, name="Table", lifetime="kept", now=NOON)
    return actions.seat(bob, room, now=NOON + timedelta(minutes=1))


@pytest.fixture
def admin(db: None) -> Person:
    return Person.objects.create_superuser("ada", "ada@example.org", "correct horse")


def test_handing_over_is_told_of_both(table: Room, alice: Person, bob: Person) -> None:
    actions.hand_over(table, bob.pk, by=alice, now=NOON)
    table.refresh_from_db()
    assert table.host == bob
    assert _roles(table) == [("alice", "member"), ("bob", "host")]
    assert Notification.objects.get().kind == "hosting"
    assert ModeratorAct.objects.get().verb == "hand over"

    actions.kick(table, alice.pk, by=bob, now=NOON)
    with pytest.raises(Forbidden):
        actions.kick(table, bob.pk, by=alice, now=NOON)


def test_an_admin_gives_the_chair_to_somebody(table: Room, admin: Person, bob: Person) -> None:
    actions.hand_over(table, bob.pk, by=admin, now=NOON)
    table.refresh_from_db()
    assert table.host == bob


def test_who_may_not_and_to_whom(table: Room, alice: Person, bob: Person, charlie: Person) -> None:
    for by, to, refusal in (
        (bob, bob, Forbidden),
        (charlie, bob, Forbidden),
        (alice, charlie, NotFound),
        (alice, alice, BadRequest),
    ):
        with pytest.raises(refusal):
            actions.hand_over(table, to.pk, by=by, now=NOON)
    assert _roles(table) == []


def test_the_lounge_has_no_chair(admin: Person, bob: Person) -> None:
    with pytest.raises(Forbidden):
        actions.hand_over(actions.open_lounge(NOON), bob.pk, by=admin, now=NOON)


def test_a_deactivated_host_hosts_no_more_and_keeps_the_seat(
    table: Room, alice: Person, bob: Person
) -> None:
    alice.deactivate()
    table.refresh_from_db()
    assert (table.host, table.memberships.count()) == (bob, 2)
    assert _roles(table) == [("alice", "member"), ("bob", "host")]


def test_nobody_who_is_deactivated_inherits(table: Room, alice: Person, bob: Person) -> None:
    bob.deactivate()
    actions.leave(alice, table, now=NOON)
    table.refresh_from_db()
    assert table.host is None


def test_a_host_who_comes_back_to_an_empty_chair_takes_it(table: Room, alice: Person) -> None:
    alone = actions.open_room(alice, name="Alone", lifetime="kept", now=NOON)
    alice.deactivate()
    alone.refresh_from_db()
    assert alone.host is None
    cleanup.clean_up(NOON)
    alone.refresh_from_db()
    assert alone.host is None

    alice.reactivate()
    cleanup.clean_up(NOON)
    alone.refresh_from_db()
    assert alone.host == alice


def test_who_is_deleted_leaves_and_the_longest_seated_inherits(
    table: Room, alice: Person, bob: Person, admin: Person, client_of: object
) -> None:
    alice.deactivate()
    client: Client = client_of(admin)  # type: ignore[operator]
    answer = client.post(f"/admin/accounts/person/{alice.pk}/delete/", {"post": "yes"})
    assert (answer.status_code, Person.objects.filter(username="alice").exists()) == (302, False)
    table.refresh_from_db()
    assert (table.host, table.memberships.count()) == (bob, 1)
    assert _events(table)[-1].type == "member_left"


def test_a_chair_that_was_left_empty_is_filled(table: Room, bob: Person) -> None:
    Room.objects.update(host=None)
    make_person("dora")
    cleanup.clean_up(NOON)
    table.refresh_from_db()
    assert table.host is not None
    assert _roles(table) == [("alice", "host")]


def _events(room: Room) -> list[Event]:
    return list(Event.objects.filter(stream=room.stream).order_by("seq"))


def _roles(room: Room) -> list[tuple[str, str]]:
    told = [event.data for event in _events(room) if event.type == "member_role"]
    return [(data["user"]["username"], data["role"]) for data in told]

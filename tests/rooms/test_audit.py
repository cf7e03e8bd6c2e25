"""The audit log: what hosts and admins did, to read and never to write by hand."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from tests.conftest import NOON
from virtualcafe.accounts.models import ModeratorAct, Person
from virtualcafe.chat import actions as chat
from virtualcafe.rooms import actions, cleanup
from virtualcafe.rooms.models import Room

ClientOf = Callable[[Person], Client]


@pytest.fixture
def table(alice: Person, bob: Person) -> Room:
    room = actions.open_room(alice, name="Table", lifetime="kept", now=NOON)
    return actions.seat(bob, room, now=NOON)


def test_a_message_that_the_host_took_away_and_not_ones_own(
    table: Room, alice: Person, bob: Person
) -> None:
    said = [_say(bob, table) for _ in range(2)]
    chat.delete_message(alice, said[0], now=NOON)
    chat.delete_message(bob, said[1], now=NOON)
    act = ModeratorAct.objects.get()
    assert (act.actor, act.verb, act.person, act.place) == (
        alice,
        "delete message",
        bob,
        f"Table ({table.code})",
    )
    assert "Hello" not in act.detail


def test_it_outlives_the_room_and_the_people(table: Room, alice: Person, bob: Person) -> None:
    actions.kick(table, bob.pk, by=alice, now=NOON)
    cleanup.close_room(table, by=alice, now=NOON)
    bob.delete()
    rows = ModeratorAct.objects.order_by("pk").values_list("verb", "person_name", "person")
    assert list(rows) == [("kick", "bob", None), ("close room", "", None)]


def test_a_refused_act_leaves_no_line(table: Room, alice: Person, bob: Person) -> None:
    with pytest.raises(Exception, match="Only the host"):
        actions.kick(table, alice.pk, by=bob, now=NOON)
    assert not ModeratorAct.objects.exists()


def test_admins_search_it_and_change_nothing(
    table: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    actions.kick(table, bob.pk, by=alice, now=NOON)
    admin = Person.objects.create_superuser("ada", "ada@example.org", "correct horse")
    client, at = client_of(admin), "/admin/accounts/moderatoract/"
    assert "kick" in client.get(f"{at}?q=bob&verb=kick").content.decode()
    one = f"{at}{ModeratorAct.objects.get().pk}/change/"
    assert client.get(one).status_code == 200
    assert client.post(one, {"verb": "hug"}).status_code == 403
    assert client.get(f"{at}add/").status_code == 403
    assert client_of(alice).get(at).status_code == 302


def _say(person: Person, room: Room) -> int:
    post = chat.Post(person.pk, room.stream_name, uuid.uuid4(), "Hello")
    return chat.post_message(post, now=NOON).message_id

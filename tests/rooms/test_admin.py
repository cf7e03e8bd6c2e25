"""Rooms in the Django admin: found, and closed as their host would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.conftest import NOON, make_person
from virtualcafe.accounts.models import Person
from virtualcafe.realtime.models import Stream
from virtualcafe.rooms import actions
from virtualcafe.rooms.models import Bar, Room

ClientOf = Callable[[Person], Client]


@pytest.fixture
def admin(db: None, client_of: ClientOf) -> Client:
    ada = make_person("ada", role=Person.Role.ADMIN, is_staff=True, is_superuser=True)
    return client_of(ada)


@pytest.mark.parametrize(
    ("model", "found"), [("room", 1), ("membership", 2), ("bar", 0), ("usedcode", 1)]
)
def test_every_list_can_be_searched(model: str, found: int, admin: Client, room: Room) -> None:
    answer = admin.get(f"/admin/rooms/{model}/", {"q": room.code})
    assert answer.context["cl"].result_count == found


def test_a_room_shows_its_members(admin: Client, room: Room) -> None:
    page = admin.get(f"/admin/rooms/room/{room.pk}/change/").content.decode()
    assert "alice" in page
    assert "bob" in page


def test_closing_takes_the_stream_along_and_leaves_the_lounge(admin: Client, room: Room) -> None:
    lounge = actions.open_lounge(NOON)
    asked = {"action": "close", "_selected_action": [room.pk, lounge.pk]}
    page = admin.post("/admin/rooms/room/", asked, follow=True).content.decode()
    assert "Closed Reading room" in page
    assert list(Room.objects.all()) == [lounge]
    assert not Stream.objects.filter(name=room.stream_name).exists()


def test_a_bar_is_lifted(admin: Client, room: Room, alice: Person, bob: Person) -> None:
    until = NOON + timedelta(minutes=10)
    bar = Bar.objects.create(room=room, person=bob, by=alice, until=until, created_at=NOON)
    admin.post("/admin/rooms/bar/", {"action": "lift", "_selected_action": [bar.pk]})
    assert not Bar.objects.exists()

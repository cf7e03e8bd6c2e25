"""Admins keep order; that lets them into nobody's private room, and ends with the role."""

from __future__ import annotations

import pytest

from tests.realtime.conftest import Cafe
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.rooms import actions
from virtualcafe.rooms.models import Room

from .conftest import SECRET, SignIn


@pytest.fixture
def admin(db: None) -> Person:
    return Person.objects.create_superuser("keeper", "keeper@example.org", "correct horse")


def test_an_admin_hears_no_private_room(cafe: Cafe, room: Room, admin: Person) -> None:
    tab = cafe.connect(admin)
    for code in (room.code, "ZZZZZZ"):
        assert tab.ask(type="subscribe", stream=f"room:{code}")["code"] == "not_found"


def test_an_admin_reads_no_private_room(room: Room, admin: Person, client_of: SignIn) -> None:
    client = client_of(admin)
    assert client.get(f"/rooms/{room.code}/").status_code == 404
    assert client.get(f"/api/chat/rooms/{room.pk}/messages/").status_code == 404
    assert client.get("/api/chat/search/?q=Forty").json()["results"] == []


def test_whoever_stops_being_an_admin_is_none_at_once(
    room: Room, admin: Person, bob: Person, client_of: SignIn
) -> None:
    """With the session they have, and where they sit as anybody does."""
    actions.seat(admin, room, now=clock.now())
    client, kick = client_of(admin), f"/api/chat/rooms/{room.pk}/kick/{bob.pk}/"
    assert SECRET in client.get("/admin/chat/message/").content.decode()
    admin.grant(Person.Role.STUDENT)
    assert SECRET not in client.get("/admin/chat/message/", follow=True).content.decode()
    assert client.post(kick).status_code == 403
    admin.grant(Person.Role.ADMIN)
    assert client.post(kick).status_code == 204

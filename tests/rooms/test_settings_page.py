"""A room's settings: changing, keeping and closing it, for its host and for admins."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.conftest import make_person
from virtualcafe.accounts.models import ModeratorAct, Person
from virtualcafe.lib import clock
from virtualcafe.realtime.models import Event
from virtualcafe.rooms import actions
from virtualcafe.rooms.models import Bar, Mute, Room

ClientOf = Callable[[Person], Client]
ASKED = {
    "name": "Quiet",
    "description": "For thinking",
    "subject": "Latin",
    "capacity": "5",
    "public": "no",
    "may_start_timer": "host",
    "lifetime": "kept",
}


@pytest.fixture
def admin(db: None) -> Person:
    return make_person("ada", role=Person.Role.ADMIN)


def test_the_host_changes_everything_and_everybody_hears(
    room: Room, alice: Person, client_of: ClientOf
) -> None:
    answer = client_of(alice).post(_at(room), ASKED)
    assert (answer.status_code, answer["Location"]) == (302, _at(room))
    room.refresh_from_db()
    assert {name: getattr(room, name) for name in ASKED} == ASKED | {
        "capacity": 5,
        "public": False,
    }
    told = Event.objects.filter(stream=room.stream).order_by("-seq")[0]
    assert (told.type, told.data["room"]["name"]) == ("room_updated", "Quiet")
    assert ModeratorAct.objects.get().verb == "change room"


def test_a_refused_form_keeps_what_was_typed(
    room: Room, alice: Person, client_of: ClientOf
) -> None:
    answer = client_of(alice).post(_at(room), ASKED | {"capacity": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Quiet"' in page
    assert 'aria-invalid="true"' in page
    room.refresh_from_db()
    assert room.name == "Reading room"


def test_fewer_seats_than_members_are_refused_at_the_field(
    room: Room, alice: Person, charlie: Person, client_of: ClientOf
) -> None:
    actions.seat(charlie, room, now=clock.now())
    page = client_of(alice).post(_at(room), ASKED | {"capacity": "2"})
    assert page.status_code == 422
    assert "3 people have a seat here" in page.content.decode()


@pytest.mark.parametrize("address", ["settings/", "close/", "keep/"])
def test_who_may_not(
    address: str, room: Room, bob: Person, charlie: Person, client: Client, client_of: ClientOf
) -> None:
    at = f"/rooms/{room.code}/{address}"
    for person in (bob, charlie):
        refused = client_of(person).post(at, ASKED | {"typed": room.code}, follow=True)
        assert "Only the host may do that." in refused.content.decode()
        if address != "close/":
            assert client_of(person).get(at).status_code == 403
    Room.objects.update(public=False)
    assert client_of(charlie).post(at, ASKED).status_code == 404
    assert client.post(at, ASKED)["Location"].startswith("/login/")
    room.refresh_from_db()
    assert room.name == "Reading room"


def test_an_admin_sets_up_any_room(
    room: Room, admin: Person, bob: Person, client_of: ClientOf
) -> None:
    Room.objects.update(public=False)
    client = client_of(admin)
    page = client.get(_at(room)).content.decode()
    assert "You keep order here as an admin." in page
    assert client.post(_at(room), ASKED).status_code == 302
    act = {"minutes": "5", "back": "settings"}
    muted = client.post(f"/rooms/{room.code}/mute/{bob.pk}/", act)
    assert muted["Location"] == _at(room)
    assert Mute.objects.exists()


def test_the_lounge_has_a_name_and_people_kept_out(
    admin: Person, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    lounge = actions.open_lounge(clock.now())
    client = client_of(admin)
    actions.ban(lounge, bob.pk, by=admin, now=clock.now())
    page = client.get(_at(lounge)).content.decode()
    assert 'name="capacity"' not in page
    assert "Let in again" in page
    client.post(_at(lounge), {"name": "Foyer", "description": "Welcome", "capacity": "2"})
    lounge.refresh_from_db()
    assert (lounge.name, lounge.capacity, lounge.is_lounge) == ("Foyer", None, True)
    assert client_of(alice).get(_at(lounge)).status_code == 403
    closed = client.post(f"/rooms/{lounge.code}/close/", {"typed": lounge.code})
    assert closed.status_code == 302
    assert Room.objects.filter(is_lounge=True).exists()


def test_closing_needs_the_code_typed(room: Room, alice: Person, client_of: ClientOf) -> None:
    client, at = client_of(alice), f"/rooms/{room.code}/close/"
    refused = client.post(at, {"typed": "ZZZZZZ"})
    assert refused.status_code == 422
    assert "That is another code." in refused.content.decode()
    assert client.post(at, {"typed": room.code.lower()})["Location"] == "/rooms/"
    assert not Room.objects.filter(pk=room.pk).exists()


def test_keeping_asks_and_then_keeps(room: Room, alice: Person, client_of: ClientOf) -> None:
    client, at = client_of(alice), f"/rooms/{room.code}/keep/"
    assert "Keep it until I close it" in client.get(at).content.decode()
    room.refresh_from_db()
    assert room.lifetime == "temporary"
    assert client.post(at)["Location"] == _at(room)
    room.refresh_from_db()
    assert (room.lifetime, room.expires_at) == ("kept", None)


def test_the_banned_are_listed_and_let_in_again(
    room: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    client = client_of(alice)
    client.post(f"/rooms/{room.code}/ban/{bob.pk}/", {"back": "settings"})
    assert "until you lift it" in client.get(_at(room)).content.decode()
    lifted = client.post(f"/rooms/{room.code}/unban/{bob.pk}/", {"back": "settings"})
    assert lifted["Location"] == _at(room)
    assert not Bar.objects.exists()


def _at(room: Room) -> str:
    return f"/rooms/{room.code}/settings/"

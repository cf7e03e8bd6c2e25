"""Who may open rooms is the café's setting; admins always may. Permanent ones are a teacher's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from tests.conftest import NOON, make_person
from virtualcafe.accounts.models import Person
from virtualcafe.lib.errors import Forbidden
from virtualcafe.rooms import actions
from virtualcafe.rooms.models import Room

ClientOf = Callable[[Person], Client]


@pytest.mark.parametrize(
    ("by", "role", "verified", "may"),
    [
        ("everyone", "student", False, True),
        ("verified", "student", False, False),
        ("verified", "student", True, True),
        ("verified", "admin", False, True),
        ("teachers", "student", True, False),
        ("teachers", "teacher", False, True),
        ("teachers", "admin", False, True),
    ],
)
def test_the_setting(
    by: str,
    role: str,
    verified: bool,  # noqa: FBT001
    may: bool,  # noqa: FBT001
    settings: Settings,
    db: None,
) -> None:
    settings.CAFE_MAIL, settings.CAFE_ROOMS_BY = True, by
    person = make_person("dora", role=role, verified_at=NOON if verified else None)
    if may:
        assert actions.open_room(person, name="Mine", public=False, now=NOON).host == person
    else:
        with pytest.raises(Forbidden):
            actions.open_room(person, name="Mine", public=False, now=NOON)


def test_where_there_is_no_button_there_is_a_sentence(
    charlie: Person, client_of: ClientOf, settings: Settings
) -> None:
    settings.CAFE_ROOMS_BY = "teachers"
    client = client_of(charlie)
    page = client.get("/rooms/").content.decode()
    assert "In this café teachers open the rooms." in page
    assert 'href="/rooms/create/"' not in page
    refused = client.get("/rooms/create/")
    assert refused.status_code == 403
    assert "teachers open the rooms" in refused.content.decode()
    refused = client.post("/api/chat/rooms/", {"name": "Mine"}, "application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")


def test_what_a_host_opened_stays_theirs_whatever_the_setting(
    alice: Person, settings: Settings
) -> None:
    room = actions.open_room(alice, name="Mine", now=NOON)
    settings.CAFE_ROOMS_BY = "teachers"
    assert actions.change_room(room, by=alice, name="Still mine", now=NOON).name == "Still mine"


def test_permanent_rooms_are_for_teachers(alice: Person, bob: Person) -> None:
    with pytest.raises(Forbidden, match="permanent"):
        actions.open_room(alice, name="For good", lifetime="permanent", now=NOON)
    alice.grant(Person.Role.TEACHER)
    room = actions.open_room(alice, name="For good", lifetime="permanent", now=NOON)

    actions.seat(bob, room, now=NOON)
    actions.hand_over(room, bob.pk, by=alice, now=NOON)
    actions.change_room(room, by=bob, name="Ours", lifetime="permanent", now=NOON)
    actions.change_room(room, by=bob, lifetime="kept", now=NOON)
    with pytest.raises(Forbidden):
        actions.change_room(room, by=bob, lifetime="permanent", now=NOON)
    assert Room.objects.get().lifetime == "kept"


def test_the_form_offers_it_to_teachers_alone(alice: Person, client_of: ClientOf) -> None:
    client = client_of(alice)
    assert 'value="permanent"' not in client.get("/rooms/create/").content.decode()
    alice.grant(Person.Role.TEACHER)
    assert 'value="permanent"' in client.get("/rooms/create/").content.decode()

"""Rooms over HTTP: objects as the protocol has them, and every refusal with its code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries, Settings

from tests.conftest import make_person
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.realtime import log
from virtualcafe.rooms import actions
from virtualcafe.rooms.models import Membership, Room

ClientOf = Callable[[Person], Client]
JSON = "application/json"


@pytest.fixture
def private(alice: Person) -> Room:
    return actions.open_room(alice, name="Secret table", public=False, now=clock.now())


@pytest.fixture
def clean_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def test_a_room_is_as_the_protocol_has_it(
    room: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    answer = client_of(bob).get(f"/api/chat/rooms/{room.pk}/")
    assert answer.status_code == 200
    told = answer.json()
    assert (told["timer"]["phase"], told["timer"]["state"]) == ("idle", "idle")
    assert told == {
        "id": room.pk,
        "code": room.code,
        "name": "Reading room",
        "description": "",
        "subject": "",
        "host": {"id": alice.pk, "username": "alice", "avatar_url": None, "level": 1},
        "public": True,
        "capacity": 12,
        "members": 2,
        "present": 0,
        "lifetime": "temporary",
        "expires_at": clock.iso(room.expires_at),
        "timer": told["timer"],
        "role": "member",
        "last_seq": 1,
        "epoch": log.epoch(),
    }


def test_lists_public_rooms_and_ones_own_newest_first(
    room: Room, private: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    assert _names(client_of(alice).get("/api/chat/rooms/")) == ["Secret table", "Reading room"]
    assert _names(client_of(bob).get("/api/chat/rooms/")) == ["Reading room"]


def test_the_list_is_narrowed(
    room: Room, alice: Person, charlie: Person, client_of: ClientOf
) -> None:
    actions.open_room(charlie, name="Verbs", subject="Latin", now=clock.now())
    client = client_of(charlie)
    assert _names(client.get("/api/chat/rooms/?mine=1")) == ["Verbs"]
    assert _names(client.get("/api/chat/rooms/?subject=latin")) == ["Verbs"]
    assert _names(client.get("/api/chat/rooms/?search=reading")) == ["Reading room"]
    assert _names(client.get("/api/chat/rooms/?search=chess")) == []


def test_the_list_comes_in_pages(alice: Person, client_of: ClientOf) -> None:
    for number in range(12):
        actions.open_room(alice, name=f"Room {number}", now=clock.now())
    client = client_of(alice)
    names, cursor = [], ""
    while cursor is not None:
        page = client.get("/api/chat/rooms/", {"limit": 1, "cursor": cursor})
        names += _names(page)
        cursor = page.json()["next"]
    assert names == [f"Room {number}" for number in reversed(range(12))]


def test_a_list_takes_the_same_queries_whatever_its_length(
    room: Room,
    charlie: Person,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of(charlie)
    client.get("/api/chat/rooms/")
    with CaptureQueriesContext(connection) as for_one:
        client.get("/api/chat/rooms/")
    for number in range(30):
        actions.open_room(make_person(f"host{number}"), name="Another", now=clock.now())
    with django_assert_num_queries(len(for_one)):
        assert len(_names(client.get("/api/chat/rooms/"))) == 31


def test_opens_a_room(alice: Person, client_of: ClientOf) -> None:
    asked = {"name": "Rainy corner", "capacity": 3, "public": False, "lifetime": "kept"}
    answer = client_of(alice).post("/api/chat/rooms/", asked, JSON)
    assert answer.status_code == 201
    made = answer.json()
    assert {key: made[key] for key in asked} == asked
    assert (made["role"], made["members"], made["expires_at"]) == ("host", 1, None)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({}, "name"),
        ({"name": " "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "Room", "capacity": 1}, "capacity"),
        ({"name": "Room", "capacity": 1001}, "capacity"),
        ({"name": "Room", "capacity": "many"}, "capacity"),
        ({"name": "Room", "lifetime": "forever"}, "lifetime"),
    ],
)
def test_a_wrong_field_is_400_and_named(
    asked: dict[str, object], field: str, alice: Person, client_of: ClientOf
) -> None:
    answer = client_of(alice).post("/api/chat/rooms/", asked, JSON)
    assert answer.status_code == 400
    assert answer.json()["code"] == "bad_request"
    assert list(answer.json()["fields"]) == [field]


def test_opening_a_public_room_needs_a_confirmed_address(
    alice: Person, client_of: ClientOf, settings: Settings
) -> None:
    settings.CAFE_MAIL = True
    client = client_of(alice)
    refused = client.post("/api/chat/rooms/", {"name": "For all"}, JSON)
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    own = client.post("/api/chat/rooms/", {"name": "For us", "public": False}, JSON)
    assert own.status_code == 201


def test_joining_answers_with_the_room(room: Room, charlie: Person, client_of: ClientOf) -> None:
    client = client_of(charlie)
    for _ in range(2):
        answer = client.post(f"/api/chat/rooms/{room.pk}/join/")
        assert answer.status_code == 200
        assert (answer.json()["role"], answer.json()["members"]) == ("member", 3)


def test_a_full_room_is_409(alice: Person, bob: Person, client_of: ClientOf) -> None:
    room = actions.open_room(alice, name="For two", capacity=2, now=clock.now())
    actions.seat(make_person("dora"), room, now=clock.now())
    answer = client_of(bob).post(f"/api/chat/rooms/{room.pk}/join/")
    assert (answer.status_code, answer.json()["code"]) == (409, "room_full")


def test_joins_by_code(room: Room, charlie: Person, client_of: ClientOf) -> None:
    answer = client_of(charlie).post(
        "/api/chat/rooms/join-by-code/", {"code": room.code.lower()}, JSON
    )
    assert (answer.status_code, answer.json()["id"]) == (200, room.pk)


def test_the_code_of_a_private_room_tells_name_and_host_and_no_more(
    private: Room, alice: Person, charlie: Person, client_of: ClientOf
) -> None:
    answer = client_of(charlie).post("/api/chat/rooms/join-by-code/", {"code": private.code}, JSON)
    assert answer.status_code == 403
    assert answer.json() == {
        "code": "approval_required",
        "detail": "The host lets people into this room.",
        "fields": {},
        "id": private.pk,
        "name": "Secret table",
        "host": {"id": alice.pk, "username": "alice", "avatar_url": None, "level": 1},
    }
    assert not Membership.objects.filter(person=charlie).exists()


def test_wrong_codes_are_404_and_after_many_429(
    room: Room, charlie: Person, client_of: ClientOf, clean_cache: None
) -> None:
    client = client_of(charlie)
    for _ in range(20):
        answer = client.post("/api/chat/rooms/join-by-code/", {"code": "ZZZZZZ"}, JSON)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    answer = client.post("/api/chat/rooms/join-by-code/", {"code": room.code}, JSON)
    assert (answer.status_code, answer.json()["code"]) == (429, "rate_limited")
    assert int(answer["Retry-After"]) == answer.json()["retry_after"] > 0


def test_leaves(room: Room, bob: Person, client_of: ClientOf) -> None:
    client = client_of(bob)
    assert client.post(f"/api/chat/rooms/{room.pk}/leave/").status_code == 204
    assert client.get(f"/api/chat/rooms/{room.pk}/").json()["role"] is None


def test_the_host_kicks_and_the_door_stays_shut(
    room: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    kicked = client_of(alice).post(f"/api/chat/rooms/{room.pk}/kick/{bob.pk}/")
    assert kicked.status_code == 204
    again = client_of(bob).post(f"/api/chat/rooms/{room.pk}/join/")
    assert (again.status_code, again.json()["code"]) == (403, "forbidden")


def test_nobody_has_a_number_so_high(room: Room, alice: Person, client_of: ClientOf) -> None:
    answer = client_of(alice).post(f"/api/chat/rooms/{room.pk}/kick/{2**63}/")
    assert answer.status_code == 404


def test_members_first_come_first(
    room: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    answer = client_of(bob).get(f"/api/chat/rooms/{room.pk}/members/")
    assert [
        (member["user"]["username"], member["role"], member["present"])
        for member in answer.json()["results"]
    ] == [("alice", "host", False), ("bob", "member", False)]


def test_the_host_changes_the_room(room: Room, alice: Person, client_of: ClientOf) -> None:
    client = client_of(alice)
    changed = client.patch(f"/api/chat/rooms/{room.pk}/", {"name": "Quiet", "capacity": 5}, JSON)
    assert (changed.json()["name"], changed.json()["capacity"]) == ("Quiet", 5)

    fewer = client.patch(f"/api/chat/rooms/{room.pk}/", {"capacity": 1}, JSON)
    assert list(fewer.json()["fields"]) == ["capacity"]


def test_a_room_keeps_a_seat_for_each_member(
    room: Room, alice: Person, charlie: Person, client_of: ClientOf
) -> None:
    actions.seat(charlie, room, now=clock.now())
    fewer = client_of(alice).patch(f"/api/chat/rooms/{room.pk}/", {"capacity": 2}, JSON)
    assert (fewer.status_code, list(fewer.json()["fields"])) == (400, ["capacity"])


def test_the_host_closes_the_room(room: Room, alice: Person, client_of: ClientOf) -> None:
    client = client_of(alice)
    assert client.delete(f"/api/chat/rooms/{room.pk}/").status_code == 204
    assert client.get(f"/api/chat/rooms/{room.pk}/").status_code == 404


def test_a_dead_room_is_gone_at_once(room: Room, alice: Person, client_of: ClientOf) -> None:
    Room.objects.filter(pk=room.pk).update(expires_at=clock.now() - timedelta(seconds=1))
    client = client_of(alice)
    assert client.get(f"/api/chat/rooms/{room.pk}/").status_code == 404
    assert client.post(f"/api/chat/rooms/{room.pk}/join/").status_code == 404
    assert _names(client.get("/api/chat/rooms/")) == []


def _names(answer: object) -> list[str]:
    return [room["name"] for room in answer.json()["results"]]  # type: ignore[attr-defined]

"""The directory's filters, all of them at once, in the address and over the API."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.conftest import make_person
from virtualcafe.accounts.models import Person
from virtualcafe.focus import actions as focus
from virtualcafe.focus.clock import Lengths
from virtualcafe.lib import clock
from virtualcafe.rooms import actions
from virtualcafe.rooms.models import Room

ClientOf = Callable[[Person], Client]


@pytest.fixture
def rooms(alice: Person, bob: Person, charlie: Person) -> dict[str, Room]:
    """Of Alice and Bob; Charlie looks, and sits in one of them."""
    now = clock.now()
    made = {
        "full": actions.open_room(alice, name="Full", subject="Latin", capacity=2, now=now),
        "busy": actions.open_room(alice, name="Busy", subject="Latin", now=now),
        "mine": actions.open_room(bob, name="Mine", subject="Algebra", now=now),
        "secret": actions.open_room(bob, name="Secret", public=False, now=now),
    }
    actions.seat(bob, made["full"], now=now)
    actions.seat(charlie, made["mine"], now=now)
    focus.start(alice, made["busy"], lengths=Lengths(), now=now)
    return made


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {"Full", "Busy", "Mine"}),
        ("search=bus", {"Busy"}),
        ("subject=latin", {"Full", "Busy"}),
        ("space=1", {"Busy", "Mine"}),
        ("focusing=1", {"Busy"}),
        ("mine=1", {"Mine"}),
        ("subject=Latin&space=1", {"Busy"}),
        ("mine=1&focusing=1", set()),
        ("search=secret", set()),
        ("space=no", {"Full", "Busy", "Mine"}),
        ("search=%00", {"Full", "Busy", "Mine"}),
    ],
)
def test_what_is_asked_for(
    asked: str, found: set[str], rooms: dict[str, Room], charlie: Person, client_of: ClientOf
) -> None:
    client = client_of(charlie)
    page = client.get(f"/rooms/?{asked}").content.decode()
    assert set(_titles(page)) == found
    listed = client.get(f"/api/chat/rooms/?{asked}").json()["results"]
    assert {room["name"] for room in listed} == found


def test_what_was_asked_stays_asked(
    rooms: dict[str, Room], charlie: Person, client_of: ClientOf
) -> None:
    page = client_of(charlie).get("/rooms/?subject=Latin&space=1&search=b").content.decode()
    assert re.search(r'name="space" value="1" checked', page)
    assert not re.search(r'name="mine" value="1" checked', page)
    assert "<option selected>Latin</option>" in page
    assert 'name="search" value="b"' in page


def test_nothing_found_says_what_to_do(charlie: Person, client_of: ClientOf) -> None:
    page = client_of(charlie).get("/rooms/?focusing=1").content.decode()
    assert "No room is like that right now." in page


def test_a_room_whose_timer_runs_is_listed_after_its_time(
    rooms: dict[str, Room], alice: Person, client_of: ClientOf
) -> None:
    Room.objects.update(expires_at=clock.now() - timedelta(minutes=1))
    assert _titles(client_of(alice).get("/rooms/").content.decode()) == ["Busy"]


@pytest.mark.parametrize("asked", ["", "?space=1&focusing=1&mine=1&search=room&subject=x"])
def test_fifty_rooms_cost_no_more_queries_than_one(
    asked: str,
    rooms: dict[str, Room],
    charlie: Person,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of(charlie)
    client.get(f"/rooms/{asked}")
    with CaptureQueriesContext(connection) as for_few:
        client.get(f"/rooms/{asked}")
    for number in range(25):
        host = make_person(f"host{number}")
        room = actions.open_room(host, name=f"Room {number}", subject="x", now=clock.now())
        actions.seat(charlie, room, now=clock.now()) if number % 2 else None
    with django_assert_num_queries(len(for_few)):
        client.get(f"/rooms/{asked}")


def _titles(page: str) -> list[str]:
    return re.findall(r'class="card-title"><a [^>]*>([^<]*)</a>', page)

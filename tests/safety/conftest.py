"""A room with a secret in it, and everybody who must not learn of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from tests.chat.cast import said
from tests.conftest import make_person
from tests.realtime.conftest import Cafe
from virtualcafe.accounts.models import Person
from virtualcafe.chat import limits, unread
from virtualcafe.lib import clock
from virtualcafe.rooms import actions
from virtualcafe.rooms.models import Room

SECRET = "Forty-two"
OUTSIDERS = ["stranger", "kicked", "left"]


@pytest.fixture(autouse=True)
def _calm() -> None:
    """What the process remembers of people of other tests, who had the same ids."""
    limits.messages.forget()
    unread._stirred.clear()
    unread._read_on.clear()
    cache.clear()


@pytest.fixture
def room(alice: Person, bob: Person) -> Room:
    """Alice's private room, where Bob knows the secret."""
    room = actions.open_room(alice, name="Hidden", now=clock.now(), public=False)
    actions.seat(bob, room, now=clock.now())
    said(bob, room, SECRET)
    return room


@pytest.fixture
def dora(db: None) -> Person:
    return make_person("dora")


@pytest.fixture
def seated(room: Room, charlie: Person, dora: Person) -> dict[str, Person]:
    """Who is about to be outside. The stranger never was inside."""
    actions.seat(charlie, room, now=clock.now())
    actions.seat(dora, room, now=clock.now())
    return {"kicked": charlie, "left": dora, "stranger": make_person("eve")}


@pytest.fixture
def outsiders(room: Room, alice: Person, seated: dict[str, Person]) -> dict[str, Person]:
    part(room, alice, seated)
    return seated


def part(room: Room, host: Person, people: dict[str, Person]) -> None:
    actions.kick(room, people["kicked"].pk, by=host, now=clock.now())
    actions.leave(people["left"], room, now=clock.now())


@pytest.fixture
def cafe(transactional_db: None) -> Iterator[Cafe]:
    cafe = Cafe()
    cafe.open()
    yield cafe
    cafe.close()


SignIn = Callable[[Person], Client]

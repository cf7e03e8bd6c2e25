"""A person's page: their level and badges, as far as they like to be seen."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.conftest import NOON
from tests.progress.diary import log
from virtualcafe.accounts import relations
from virtualcafe.accounts.models import Person, Preferences
from virtualcafe.rooms.models import Room

SignIn = Callable[[Person], Client]
LEVEL = '<span class="soft">Level</span> 2'


@pytest.fixture
def hers(alice: Person, room: Room) -> Person:
    """Alice with badges: two of depth, of which the higher is shown."""
    log(alice, NOON - timedelta(hours=4), 100)
    log(alice, NOON - timedelta(hours=1), 25, source="room", room=room, room_name=room.name)
    return alice


def page(client: Client) -> str:
    return client.get("/u/alice/").content.decode()


def badges(shown: str) -> list[str]:
    return re.findall(r'<h3 class="badge-name">(.*?)</h3>', shown)


def test_the_highest_badge_of_each_family_and_the_level(
    hers: Person, bob: Person, client_of: SignIn
) -> None:
    shown = page(client_of(bob))
    assert badges(shown) == ["Pull up a chair", "First sip", "The first hour", "Deep water"]
    assert LEVEL in shown


def test_what_was_reported_shows_nothing(alice: Person, bob: Person, client_of: SignIn) -> None:
    log(alice, NOON - timedelta(hours=4), 180, source="reported")
    shown = page(client_of(bob))
    assert badges(shown) == []
    assert '<span class="soft">Level</span> 1' in shown


def test_who_hides_on_boards_hides_here_but_not_from_themselves(
    hers: Person, bob: Person, client_of: SignIn
) -> None:
    Preferences.objects.update_or_create(person=hers, defaults={"on_boards": False})
    theirs, own = page(client_of(bob)), page(client_of(hers))
    assert (badges(theirs), LEVEL in theirs) == ([], False)
    assert (len(badges(own)), LEVEL in own) == (4, True)
    assert "Only you see your level and your badges here" in own


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_people_who_block_each_other_show_each_other_nothing(
    hers: Person, bob: Person, client_of: SignIn, who: str
) -> None:
    one, other = (hers, bob) if who == "alice" else (bob, hers)
    relations.block(one, other, now=NOON)
    assert badges(page(client_of(bob))) == []
    assert LEVEL not in page(client_of(bob))


def test_ones_own_page_without_badges_says_how_the_first_is_earned(
    alice: Person, client_of: SignIn
) -> None:
    assert "Your first session in focus earns the first one." in page(client_of(alice))

"""Who was banned from the lounge hears nothing of it, by whichever door."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.chat.cast import said
from tests.conftest import make_person
from virtualcafe.accounts.models import Person
from virtualcafe.chat import unread
from virtualcafe.chat.models import ReadMark
from virtualcafe.lib import clock
from virtualcafe.notifications.models import Notification
from virtualcafe.rooms import actions
from virtualcafe.rooms.models import Room

SignIn = Callable[[Person], Client]


@pytest.fixture
def lounge(bob: Person) -> Room:
    """Bob was banned from it."""
    lounge = actions.open_lounge(now=clock.now())
    admin = make_person("ada", role=Person.Role.ADMIN)
    actions.ban(lounge, bob.pk, by=admin, now=clock.now())
    return lounge


def test_a_search_finds_nothing_there(
    lounge: Room, alice: Person, bob: Person, client_of: SignIn
) -> None:
    said(alice, lounge, "a secret pineapple")
    his = client_of(bob)
    assert his.get(f"/api/chat/search/?q=pineapple&room={lounge.pk}").status_code == 403
    assert his.get("/api/chat/search/?q=pineapple").json()["results"] == []
    assert b"a secret" not in his.get("/search/?q=pineapple").content


def test_nobody_calls_them(lounge: Room, alice: Person, bob: Person) -> None:
    said(alice, lounge, "look at this, @bob")
    assert not Notification.objects.filter(person=bob, kind="mention").exists()


def test_nothing_waits_to_be_read(lounge: Room, alice: Person, bob: Person) -> None:
    ReadMark.objects.create(stream=lounge.stream, person=bob, seq=0)
    said(alice, lounge)
    assert not unread.of_room(lounge, [bob.pk]).get(bob.pk)

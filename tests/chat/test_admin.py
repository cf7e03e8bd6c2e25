"""Messages in the Django admin: to look at, and to take away for everyone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.chat.cast import said
from tests.conftest import make_person
from virtualcafe.accounts.models import Person
from virtualcafe.chat.models import ReadMark
from virtualcafe.realtime.models import Event
from virtualcafe.rooms.models import Room

SignIn = Callable[[Person], Client]


@pytest.fixture
def admin(db: None) -> Person:
    return make_person("ada", role=Person.Role.ADMIN, is_staff=True, is_superuser=True)


def test_lists_can_be_searched(admin: Person, bob: Person, room: Room, client_of: SignIn) -> None:
    said(bob, room, "Find me")
    said(bob, room, "Not this")
    ReadMark.objects.create(stream=room.stream, person=bob, seq=1)
    client = client_of(admin)
    page = client.get("/admin/chat/message/?q=find").content
    assert b"Find me" in page
    assert b"Not this" not in page
    assert client.get("/admin/chat/readmark/?q=bob").status_code == 200


def test_taking_away_wipes_and_tells(
    admin: Person, bob: Person, room: Room, client_of: SignIn
) -> None:
    message = said(bob, room, "Rude")
    client_of(admin).post(
        "/admin/chat/message/", {"action": "take_away", "_selected_action": [message.pk]}
    )
    message.refresh_from_db()
    assert (message.content, message.html, message.deleted) == ("", "", True)
    assert Event.objects.filter(type="message_deleted", stream=room.stream).count() == 1


def test_no_row_is_removed_or_rewritten(
    admin: Person, bob: Person, room: Room, client_of: SignIn
) -> None:
    message = said(bob, room)
    client = client_of(admin)
    assert client.get(f"/admin/chat/message/{message.pk}/delete/").status_code == 403
    assert client.get("/admin/chat/message/add/").status_code == 403
    client.post(f"/admin/chat/message/{message.pk}/change/", {"content": "x"})
    message.refresh_from_db()
    assert message.content == "Hello"

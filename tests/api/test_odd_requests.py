"""Requests that nobody makes by accident are refused, like every other wrong one."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable

import pytest
from django.test import Client

from virtualcafe.accounts.models import Person
from virtualcafe.rooms.models import Room

SignIn = Callable[[Person], Client]


@pytest.mark.parametrize("position", ["abc", "%00", "1.5", "9" * 30, ""])
@pytest.mark.parametrize(
    "address", ["/api/chat/rooms/", "/api/notifications/", "/api/chat/rooms/{room}/members/"]
)
def test_a_cursor_that_is_none(
    alice: Person, room: Room, client_of: SignIn, address: str, position: str
) -> None:
    cursor = b64encode(f"p={position}".encode()).decode()
    answer = client_of(alice).get(address.format(room=room.pk), {"cursor": cursor})
    assert answer.status_code in {200, 404}
    if answer.status_code == 404:
        assert answer.json()["code"] == "not_found"


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_who_was_there_at_the_end_of_days(
    alice: Person, room: Room, client_of: SignIn, day: str
) -> None:
    address = f"/api/chat/rooms/{room.pk}/attendance/"
    assert client_of(alice).get(address, {"day": day}).json()["results"] == []

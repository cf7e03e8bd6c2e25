from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from virtualcafe.accounts.models import Person
from virtualcafe.rooms.models import Room


def test_a_refusal_leads_to_no_other_house(
    alice: Person, room: Room, client_of: Callable[[Person], Client]
) -> None:
    page = "http://testserver//evil.example/x"
    posted = client_of(alice).post(
        f"/rooms/{room.code}/messages/", {"content": ""}, headers={"Referer": page}
    )
    assert not posted["Location"].startswith("//")

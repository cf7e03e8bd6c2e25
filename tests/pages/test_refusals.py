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


def test_who_was_signed_out_comes_back_to_the_page_of_the_form(room: Room, client: Client) -> None:
    """Its own address takes only what is sent."""
    page = f"/rooms/{room.code}/"
    posted = client.post(f"{page}timer/start/", {}, headers={"Referer": f"http://testserver{page}"})
    assert posted["Location"] == f"/login/?next={page}"

"""The directory and the doors, as somebody in a browser meets them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import make_person
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.rooms import actions, guesses
from virtualcafe.rooms.models import Membership, Room

ClientOf = Callable[[Person], Client]


@pytest.fixture
def private(alice: Person) -> Room:
    return actions.open_room(alice, name="Secret table", public=False, now=clock.now())


def test_the_directory_shows_open_rooms_and_ones_own(
    room: Room, private: Room, alice: Person, charlie: Person, client_of: ClientOf
) -> None:
    assert "Reading room" in client_of(charlie).get("/rooms/").content.decode()
    assert "Secret table" not in client_of(charlie).get("/rooms/").content.decode()
    assert "Secret table" in client_of(alice).get("/rooms/").content.decode()


@pytest.mark.parametrize(
    ("search", "shown"),
    [("read", 1), ("READING room", 1), ("latin", 1), ("ovid", 1), ("greek", 0)],
)
def test_search_looks_at_name_subject_and_description(
    search: str, shown: int, alice: Person, charlie: Person, client_of: ClientOf
) -> None:
    actions.open_room(
        alice, name="Reading room", subject="Latin", description="Ovid aloud", now=clock.now()
    )
    page = client_of(charlie).get("/rooms/", {"search": search}).content.decode()
    assert page.count('class="card"') == shown


def test_an_empty_cafe_says_what_to_do(charlie: Person, client_of: ClientOf) -> None:
    page = client_of(charlie).get("/rooms/").content.decode()
    assert "Open the first one and share its code." in page


def test_the_directory_takes_the_same_queries_for_one_room_and_for_fifty(
    room: Room, charlie: Person, client_of: ClientOf, django_assert_num_queries: Callable
) -> None:
    client = client_of(charlie)
    client.get("/rooms/")
    with CaptureQueriesContext(connection) as for_one:
        client.get("/rooms/")
    for number in range(50):
        host = make_person(f"host{number}")
        actions.open_room(host, name=f"Room {number}", subject=f"S{number}", now=clock.now())

    with django_assert_num_queries(len(for_one)):
        page = client.get("/rooms/")
    assert page.content.count(b'class="card"') == 24
    assert len(for_one) <= 15


def test_opening_a_room_leads_into_it(alice: Person, client_of: ClientOf) -> None:
    answer = client_of(alice).post("/rooms/create/", _form(name="Rainy corner"))
    room = Room.objects.get()
    assert (room.name, room.host, room.capacity) == ("Rainy corner", alice, 12)
    assert answer["Location"] == f"/rooms/{room.code}/"


def test_a_refused_form_keeps_what_was_typed(alice: Person, client_of: ClientOf) -> None:
    answer = client_of(alice).post("/rooms/create/", _form(name="Kept", capacity="1"))
    assert answer.status_code == 422
    assert 'value="Kept"' in answer.content.decode()
    assert not Room.objects.exists()


def test_opening_a_public_room_waits_for_the_confirmed_address(
    alice: Person, client_of: ClientOf, settings: pytest.FixtureRequest
) -> None:
    settings.CAFE_MAIL = True  # type: ignore[attr-defined]
    answer = client_of(alice).post("/rooms/create/", _form(name="For all"))
    assert answer.status_code == 422
    assert "Confirm your e-mail address" in answer.content.decode()


def test_opening_a_page_never_joins(room: Room, charlie: Person, client_of: ClientOf) -> None:
    client = client_of(charlie)
    for address in (
        f"/rooms/{room.code}/",
        f"/join/?code={room.code}",
        f"/rooms/{room.code}/join/",
    ):
        client.get(address)
    assert not Membership.objects.filter(person=charlie).exists()


def test_the_front_door_names_host_and_people_and_offers_a_seat(
    room: Room, charlie: Person, client_of: ClientOf
) -> None:
    client = client_of(charlie)
    door = client.get(f"/rooms/{room.code}/").content.decode()
    assert "Reading room" in door
    assert "alice" in door
    assert "chat-composer" not in door

    answer = client.post(f"/rooms/{room.code}/join/")
    assert answer["Location"] == f"/rooms/{room.code}/"
    assert "chat-composer" in client.get(f"/rooms/{room.code}/").content.decode()


def test_a_full_room_says_so_and_seats_nobody(
    alice: Person, bob: Person, charlie: Person, client_of: ClientOf
) -> None:
    room = actions.open_room(alice, name="For two", capacity=2, now=clock.now())
    actions.seat(bob, room, now=clock.now())
    client = client_of(charlie)

    door = client.get(f"/rooms/{room.code}/").content.decode()
    assert "Every seat is taken." in door
    after = client.post(
        f"/rooms/{room.code}/join/",
        follow=True,
        headers={"referer": f"http://testserver/rooms/{room.code}/"},
    )
    assert "Every seat in this room is taken." in after.content.decode()
    assert not Membership.objects.filter(person=charlie).exists()


def test_a_private_room_is_404_exactly_like_one_that_never_was(
    private: Room, charlie: Person, client_of: ClientOf
) -> None:
    client = client_of(charlie)
    hidden, never = client.get(f"/rooms/{private.code}/"), client.get("/rooms/ZZZZZZ/")
    assert hidden.status_code == never.status_code == 404
    assert _without_nonce(hidden.content) == _without_nonce(never.content)
    assert client.post(f"/rooms/{private.code}/join/").status_code == 404


def test_a_room_past_its_time_is_404_at_once(room: Room, bob: Person, client_of: ClientOf) -> None:
    Room.objects.filter(pk=room.pk).update(expires_at=clock.now() - timedelta(seconds=1))
    assert client_of(bob).get(f"/rooms/{room.code}/").status_code == 404


def test_a_code_admits_however_it_is_typed(
    room: Room, charlie: Person, client_of: ClientOf
) -> None:
    typed = f" {room.code[:3].lower()}-{room.code[3:].lower()} "
    answer = client_of(charlie).post("/join/", {"code": typed})
    assert answer["Location"] == f"/rooms/{room.code}/"
    assert Membership.objects.filter(person=charlie, room=room).exists()


def test_the_code_of_a_private_room_names_it_and_does_not_admit(
    private: Room, charlie: Person, client_of: ClientOf
) -> None:
    answer = client_of(charlie).post("/join/", {"code": private.code}, follow=True)
    assert answer.redirect_chain == [(f"/join/ask/{private.code}/", 302)]
    assert "Secret table" in answer.content.decode()
    assert "alice" in answer.content.decode()
    assert not Membership.objects.filter(person=charlie).exists()


def test_guessing_codes_is_slowed_down(
    room: Room, charlie: Person, client_of: ClientOf, clean_cache: None
) -> None:
    client = client_of(charlie)
    for _ in range(guesses.PER_PERSON):
        assert client.post("/join/", {"code": "ZZZZZZ"}).status_code == 404
    assert client.post("/join/", {"code": room.code}).status_code == 429
    assert not Membership.objects.filter(person=charlie).exists()


def test_leaving_gives_the_seat_up(room: Room, bob: Person, client_of: ClientOf) -> None:
    answer = client_of(bob).post(f"/rooms/{room.code}/leave/")
    assert answer["Location"] == "/rooms/"
    assert not Membership.objects.filter(person=bob).exists()


def test_the_host_removes_a_member(
    room: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    client_of(alice).post(f"/rooms/{room.code}/kick/{bob.pk}/")
    assert not Membership.objects.filter(person=bob).exists()
    again = client_of(bob).post(f"/rooms/{room.code}/join/", follow=True)
    assert "You were asked to leave." in again.content.decode()


@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_nobody_else_removes_anybody(
    who: str, room: Room, alice: Person, bob: Person, charlie: Person, client_of: ClientOf
) -> None:
    person = {"bob": bob, "charlie": charlie}[who]
    client_of(person).post(f"/rooms/{room.code}/kick/{alice.pk}/")
    assert Membership.objects.filter(person=alice).exists()


def test_a_code_typed_before_signing_in_is_kept(
    room: Room, charlie: Person, client_of: ClientOf
) -> None:
    answer = Client().post("/join/", {"code": room.code})
    assert answer["Location"] == f"/login/?next=/join/%3Fcode%3D{room.code}"
    page = client_of(charlie).get(f"/join/?code={room.code}").content.decode()
    assert f'value="{room.code}"' in page


@pytest.mark.parametrize("address", ["/home/", "/rooms/", "/rooms/create/", "/rooms/{code}/"])
def test_signed_out_people_are_asked_to_sign_in(address: str, room: Room) -> None:
    address = address.format(code=room.code)
    assert Client().get(address)["Location"] == f"/login/?next={address}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/create/", "/rooms/create/"),
        ("/room/{code}/", "/rooms/{code}/"),
        ("/dashboard/", "/home/"),
        ("/rooms/{lower}/", "/rooms/{code}/"),
    ],
)
def test_older_addresses_lead_on(
    old: str, new: str, room: Room, bob: Person, client_of: ClientOf
) -> None:
    words = {"code": room.code, "lower": room.code.lower()}
    assert client_of(bob).get(old.format(**words))["Location"] == new.format(**words)


def _form(**fields: str) -> dict[str, str]:
    return {
        "name": "Room",
        "capacity": "12",
        "public": "yes",
        "may_start_timer": "members",
        "lifetime": "temporary",
        **fields,
    }


def _without_nonce(page: bytes) -> bytes:
    return re.sub(rb'nonce="[^"]*"', b"", page)

"""The room's page: what a member finds on it, and that its size costs no queries."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from virtualcafe.accounts.models import Person
from virtualcafe.chat import actions as chat
from virtualcafe.lib import clock
from virtualcafe.realtime import leases
from virtualcafe.rooms import actions
from virtualcafe.rooms.models import Membership, Room

ClientOf = Callable[[Person], Client]


def test_a_member_finds_people_messages_and_the_place_in_the_log(
    room: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    leases.arrive([leases.Arrival(room.stream_name, alice.pk, "c1")], server="s")
    _post(alice, room, "Shall we **begin**?")
    page = client_of(bob).get(f"/rooms/{room.code}/")

    assert page.status_code == 200
    assert page.context["last_seq"] == 2
    assert [seat["user"]["username"] for seat in page.context["present"]] == ["alice"]
    html = page.content.decode()
    assert "Shall we <strong>begin</strong>?" in html
    assert 'data-since="2"' in html


def test_the_lounge_is_open_to_everybody_signed_in(charlie: Person, client_of: ClientOf) -> None:
    lounge = actions.open_lounge(clock.now())
    page = client_of(charlie).get(f"/rooms/{lounge.code}/")
    assert page.status_code == 200
    assert page.context["room_data"]["role"] is None


def test_a_flash_message_is_not_taken_for_chat(
    room: Room, bob: Person, alice: Person, client_of: ClientOf
) -> None:
    client = client_of(bob)
    client.post(
        f"/rooms/{room.code}/kick/{alice.pk}/",
        headers={"referer": f"http://testserver/rooms/{room.code}/"},
    )
    html = client.get(f"/rooms/{room.code}/").content.decode()
    assert html.count("Only the host may do that.") == 1


@pytest.mark.parametrize("people", [1, 300])
def test_the_page_takes_at_most_twelve_queries_whatever_the_room(
    people: int, alice: Person, client_of: ClientOf
) -> None:
    now = clock.now()
    room = actions.open_room(alice, name="Hall", capacity=1_000, now=now)
    _post(alice, room, "Hello")
    crowd = Person.objects.bulk_create(Person(username=f"p{n}") for n in range(people))
    Membership.objects.bulk_create(
        Membership(room=room, person=person, joined_at=now, last_seen_at=now) for person in crowd
    )
    leases.arrive(
        [leases.Arrival(room.stream_name, person.pk, f"c{person.pk}") for person in crowd],
        server="s",
    )
    for person in crowd[:50]:
        _post(person, room, "Hello to you")
    client = client_of(alice)
    client.get(f"/rooms/{room.code}/")

    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/rooms/{room.code}/").status_code == 200
    assert len(queries) <= 12, [query["sql"][:90] for query in queries]


def test_a_member_of_a_dead_room_finds_nothing(
    room: Room, alice: Person, client_of: ClientOf
) -> None:
    Room.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert client_of(alice).get(f"/rooms/{room.code}/").status_code == 404


def _post(person: Person, room: Room, content: str) -> None:
    chat.post_message(
        chat.Post(person.pk, room.stream_name, uuid.uuid4(), content), now=clock.now()
    )

"""The list of a room's people, and keeping order there without JavaScript."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.conftest import make_person
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.realtime import leases
from virtualcafe.rooms import access, actions
from virtualcafe.rooms.models import Membership, Mute, Room, Visit

ClientOf = Callable[[Person], Client]


def test_the_host_finds_everything_and_members_what_is_theirs(
    room: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    seen = client_of(alice).get(_at(room)).content.decode()
    assert f"/rooms/{room.code}/ban/{bob.pk}/" in seen
    assert f"/rooms/{room.code}/ban/{alice.pk}/" not in seen
    seen = client_of(bob).get(_at(room)).content.decode()
    assert "/ban/" not in seen
    assert "/messages/?to=alice" in seen
    assert "The host sees who was here, when and for how long." in seen


def test_who_is_muted_shows_to_the_host_and_to_nobody_else(
    room: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    dora = make_person("dora")
    actions.seat(dora, room, now=clock.now())
    client = client_of(alice)
    client.post(f"/rooms/{room.code}/mute/{bob.pk}/", {"minutes": "5"})
    assert "Muted until" in client.get(_at(room)).content.decode()
    assert "Muted" not in client_of(dora).get(_at(room)).content.decode()
    client.post(f"/rooms/{room.code}/unmute/{bob.pk}/")
    assert not Mute.objects.exists()


@pytest.mark.parametrize("minutes", ["", "x", "-5", "0", "10081", "9" * 30, "٥"])
def test_minutes_that_are_none_are_a_sentence(
    minutes: str, room: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    answer = client_of(alice).post(f"/rooms/{room.code}/mute/{bob.pk}/", {"minutes": minutes})
    assert answer.status_code == 302
    assert not Mute.objects.exists()


def test_handing_over_and_then_being_a_member(
    room: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    client = client_of(alice)
    done = client.post(f"/rooms/{room.code}/host/{bob.pk}/", {"back": "settings"})
    assert done["Location"] == _at(room)
    assert "/ban/" not in client.get(_at(room)).content.decode()


@pytest.mark.parametrize("act", ["kick", "ban", "unban", "mute", "unmute", "host"])
def test_strangers_and_members_may_not(
    act: str, room: Room, alice: Person, bob: Person, charlie: Person, client_of: ClientOf
) -> None:
    for person in (bob, charlie):
        client_of(person).post(f"/rooms/{room.code}/{act}/{alice.pk}/", {"minutes": "5"})
    assert room.memberships.count() == 2
    assert not Mute.objects.exists()
    Room.objects.update(public=False)
    refused = client_of(charlie).post(f"/rooms/{room.code}/{act}/{alice.pk}/", {"minutes": "5"})
    assert refused.status_code == 404


def test_an_act_that_nobody_knows_is_404(room: Room, alice: Person, client_of: ClientOf) -> None:
    assert client_of(alice).post(f"/rooms/{room.code}/hug/1/").status_code == 404


def test_a_hundred_people_cost_no_more_queries_than_two(
    room: Room,
    alice: Person,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client, now = client_of(alice), clock.now()
    client.get(_at(room))
    with CaptureQueriesContext(connection) as for_two:
        client.get(_at(room))
    crowd = Person.objects.bulk_create(Person(username=f"p{n}") for n in range(90))
    Membership.objects.bulk_create(
        Membership(room=room, person=person, joined_at=now, last_seen_at=now) for person in crowd
    )
    with django_assert_num_queries(len(for_two)):
        client.get(_at(room))


def test_whoever_is_in_the_lounge_is_its_people(
    alice: Person, bob: Person, client_of: ClientOf
) -> None:
    lounge = actions.open_lounge(clock.now())
    leases.arrive([leases.Arrival(lounge.stream_name, bob.pk, "one")], server="s")
    page = client_of(alice).get(_at(lounge)).content.decode()
    assert f'data-person="{bob.pk}"' in page
    assert f'data-person="{alice.pk}"' not in page


def test_who_is_banned_from_the_lounge_reads_so_at_its_door(
    bob: Person, client_of: ClientOf
) -> None:
    lounge = actions.open_lounge(clock.now())
    admin = make_person("ada", role=Person.Role.ADMIN)
    actions.ban(lounge, bob.pk, by=admin, now=clock.now())
    page = client_of(bob).get(f"/rooms/{lounge.code}/").content.decode()
    assert "You were banned from this room." in page
    assert "chat-log" not in page
    assert "Join</button>" not in page


def test_who_is_muted_finds_a_sentence_in_place_of_the_composer(
    room: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    actions.mute(room, bob.pk, minutes=5, by=alice, now=clock.now())
    assert access.muted_until(bob.pk, room, now=clock.now())
    assert "data-muted" in client_of(bob).get(f"/rooms/{room.code}/").content.decode()
    page = client_of(alice).get(f"/rooms/{room.code}/").content.decode()
    assert "data-muted" not in page


def test_who_was_there_is_the_hosts_to_see(
    room: Room, alice: Person, bob: Person, charlie: Person, client_of: ClientOf
) -> None:
    now = clock.now().replace(microsecond=0)
    for person in (alice, bob):
        came = now - timedelta(minutes=10)
        Visit.objects.create(room=room, person=person, came_at=came, left_at=now)
    at = f"/rooms/{room.code}/attendance/"
    assert client_of(alice).get(at).content.decode().count('<th scope="row">') == 2
    own = client_of(bob).get(at).content.decode()
    assert own.count('<th scope="row">') == 1
    assert "This is what they see of you." in own
    assert client_of(charlie).get(at).status_code == 403
    assert client_of(alice).get(f"{at}?day=1999-01-01").status_code == 200
    assert client_of(alice).get(f"{at}?day=nonsense").status_code == 200


def test_the_spreadsheet_is_the_hosts_alone(
    room: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    dash = make_person("-dash")
    now = clock.now()
    Visit.objects.create(room=room, person=dash, came_at=now - timedelta(minutes=3), left_at=now)
    at = f"/rooms/{room.code}/attendance.csv"
    answer = client_of(alice).get(at)
    assert answer["Content-Disposition"] == f'attachment; filename="attendance-{room.code}.csv"'
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    [_, line] = list(csv.reader(io.StringIO(text)))
    assert (line[1], line[4:]) == ("'-dash", ["3", "1"])
    assert client_of(bob).get(at).status_code == 404


def _at(room: Room) -> str:
    return f"/rooms/{room.code}/members/"

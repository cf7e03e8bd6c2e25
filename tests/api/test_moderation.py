"""Keeping order over HTTP: what the host may, what admins may, and each refusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.conftest import make_person
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.rooms import actions
from virtualcafe.rooms.models import Bar, Mute, Room, Visit

ClientOf = Callable[[Person], Client]
JSON = "application/json"
ACTS = ["kick", "ban", "mute", "host"]


@pytest.fixture
def admin(db: None) -> Person:
    return make_person("ada", role=Person.Role.ADMIN)


def test_bans_lists_and_lifts(
    room: Room, alice: Person, bob: Person, charlie: Person, client_of: ClientOf
) -> None:
    client = client_of(alice)
    for person in (bob, charlie):
        assert client.post(_at(room, "ban", person)).status_code == 204

    kept_out = client.get(f"/api/chat/rooms/{room.pk}/bans/").json()["results"]
    assert [(each["user"]["username"], each["until"], each["by"]["username"]) for each in kept_out]
    assert {each["user"]["username"] for each in kept_out} == {"bob", "charlie"}
    again = client_of(bob).post(f"/api/chat/rooms/{room.pk}/join/")
    assert (again.status_code, again.json()["code"]) == (403, "forbidden")

    assert client.delete(_at(room, "ban", bob)).status_code == 204
    assert client.delete(_at(room, "ban", bob)).status_code == 404
    assert client_of(bob).post(f"/api/chat/rooms/{room.pk}/join/").status_code == 200


def test_mutes_and_lifts(room: Room, alice: Person, bob: Person, client_of: ClientOf) -> None:
    client = client_of(alice)
    muted = client.post(_at(room, "mute", bob), {"minutes": 5}, JSON)
    assert muted.status_code == 200
    assert muted.json() == {"muted_until": clock.iso(Mute.objects.get().until)}

    message = {"cid": "7f3d4c9e-0000-4000-8000-000000000001", "content": "Hello"}
    refused = client_of(bob).post(f"/api/chat/rooms/{room.pk}/messages/", message, JSON)
    assert (refused.status_code, refused.json()["code"]) == (403, "muted")
    assert refused.json()["until"] == muted.json()["muted_until"]

    assert client.delete(_at(room, "mute", bob)).status_code == 204
    assert client.delete(_at(room, "mute", bob)).status_code == 404
    sent = client_of(bob).post(f"/api/chat/rooms/{room.pk}/messages/", message, JSON)
    assert sent.status_code == 201


@pytest.mark.parametrize("asked", [{}, {"minutes": 0}, {"minutes": 10_081}, {"minutes": "long"}])
def test_wrong_minutes(
    asked: dict[str, object], room: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    refused = client_of(alice).post(_at(room, "mute", bob), asked, JSON)
    assert (refused.status_code, list(refused.json()["fields"])) == (400, ["minutes"])


def test_hands_the_chair_over(room: Room, alice: Person, bob: Person, client_of: ClientOf) -> None:
    assert client_of(alice).post(_at(room, "host", bob)).status_code == 204
    told = client_of(bob).get(f"/api/chat/rooms/{room.pk}/").json()
    assert (told["role"], told["host"]["username"]) == ("host", "bob")


def test_who_is_muted_is_told_to_the_host_and_to_oneself(
    room: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    dora = make_person("dora")
    actions.seat(dora, room, now=clock.now())
    actions.mute(room, bob.pk, minutes=5, by=alice, now=clock.now())
    until = clock.iso(Mute.objects.get().until)
    for person, seen in ((alice, until), (bob, until), (dora, None)):
        members = client_of(person).get(f"/api/chat/rooms/{room.pk}/members/").json()["results"]
        assert [member["muted_until"] for member in members] == [None, seen, None]
        assert [member["status"] for member in members] == [None, None, None]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(("public", "code"), [(True, 403), (False, 404)])
def test_strangers_may_not_and_learn_nothing(
    act: str,
    public: bool,  # noqa: FBT001
    code: int,
    room: Room,
    bob: Person,
    charlie: Person,
    client_of: ClientOf,
) -> None:
    Room.objects.update(public=public)
    client = client_of(charlie)
    assert client.post(_at(room, act, bob), {"minutes": 5}, JSON).status_code == code
    assert client.get(f"/api/chat/rooms/{room.pk}/bans/").status_code == code


@pytest.mark.parametrize("act", ACTS)
def test_members_may_not(act: str, room: Room, bob: Person, client_of: ClientOf) -> None:
    dora = make_person("dora")
    actions.seat(dora, room, now=clock.now())
    refused = client_of(bob).post(_at(room, act, dora), {"minutes": 5}, JSON)
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    assert client_of(bob).get(f"/api/chat/rooms/{room.pk}/bans/").status_code == 403


@pytest.mark.parametrize("act", ACTS)
def test_nobody_signed_out(act: str, room: Room, bob: Person, client: Client) -> None:
    assert client.post(_at(room, act, bob), {"minutes": 5}, JSON).status_code == 401


@pytest.mark.parametrize("act", ACTS)
def test_admins_in_a_private_room_they_do_not_sit_in(
    act: str, room: Room, admin: Person, bob: Person, client_of: ClientOf
) -> None:
    Room.objects.update(public=False)
    done = client_of(admin).post(_at(room, act, bob), {"minutes": 5}, JSON)
    assert done.status_code in (200, 204)


@pytest.mark.parametrize("act", ACTS)
def test_a_dead_room_is_not_found(
    act: str, room: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    Room.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    refused = client_of(alice).post(_at(room, act, bob), {"minutes": 5}, JSON)
    assert refused.status_code == 404
    assert not Bar.objects.exists()


@pytest.mark.parametrize("act", ["kick", "ban", "mute"])
def test_the_lounge_is_kept_by_admins(
    act: str, admin: Person, bob: Person, charlie: Person, client_of: ClientOf
) -> None:
    lounge = actions.open_lounge(clock.now())
    refused = client_of(charlie).post(_at(lounge, act, bob), {"minutes": 5}, JSON)
    assert refused.status_code == 403
    done = client_of(admin).post(_at(lounge, act, bob), {"minutes": 5}, JSON)
    assert done.status_code in (200, 204)

    said = client_of(bob).post(
        f"/api/chat/rooms/{lounge.pk}/messages/",
        {"cid": "7f3d4c9e-0000-4000-8000-000000000001", "content": "Hello"},
        JSON,
    )
    assert (said.status_code, said.json()["code"]) == (
        403,
        "muted" if act == "mute" else "forbidden",
    )
    read = client_of(bob).get(f"/api/chat/rooms/{lounge.pk}/messages/")
    assert read.status_code == (200 if act == "mute" else 403)


def test_attendance_is_the_hosts_and_ones_own(
    room: Room, alice: Person, bob: Person, charlie: Person, client_of: ClientOf
) -> None:
    now = clock.now().replace(microsecond=0)
    for person in (alice, bob):
        Visit.objects.create(
            room=room, person=person, came_at=now - timedelta(minutes=10), left_at=now
        )
    address = f"/api/chat/rooms/{room.pk}/attendance/"
    seen = client_of(alice).get(address).json()["results"]
    assert [(line["user"]["username"], line["minutes"]) for line in seen] == [
        ("alice", 10),
        ("bob", 10),
    ]
    [own] = client_of(bob).get(address).json()["results"]
    assert own == {
        "user": {"id": bob.pk, "username": "bob", "avatar_url": None, "level": 1},
        "first_came": clock.iso(now - timedelta(minutes=10)),
        "last_left": clock.iso(now),
        "minutes": 10,
        "visits": 1,
    }
    assert client_of(bob).get(f"{address}?day=1999-01-01").json()["results"] == []
    assert client_of(bob).get(f"{address}?day=someday").status_code == 400
    assert client_of(charlie).get(address).status_code == 403


def _at(room: Room, act: str, person: Person) -> str:
    return f"/api/chat/rooms/{room.pk}/{act}/{person.pk}/"

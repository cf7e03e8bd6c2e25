"""Coming into a room that doesn't stand open, as a program does it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.realtime import leases
from virtualcafe.rooms import actions
from virtualcafe.rooms.actions import entering, inviting
from virtualcafe.rooms.models import Invite, Membership, Room

ClientOf = Callable[[Person], Client]
JSON = "application/json"


@pytest.fixture(autouse=True)
def unhurried() -> None:
    cache.clear()
    entering._asks.forget()
    inviting._invitations.forget()


@pytest.fixture
def private(alice: Person, bob: Person) -> Room:
    """Alice's, in which Bob has a seat."""
    room = actions.open_room(alice, name="Secret table", public=False, now=clock.now())
    return actions.seat(bob, room, now=clock.now())


def at(room: Room, path: str) -> str:
    return f"/api/chat/rooms/{room.pk}/{path}"


def knock(client: Client, room: Room, **fields: str) -> int:
    """By code, then with the id that was answered; the id of the request."""
    told = client.post("/api/chat/rooms/join-by-code/", {"code": room.code}, JSON)
    assert (told.status_code, told.json()["code"]) == (403, "approval_required")
    assert (told.json()["name"], told.json()["host"]["username"]) == (room.name, "alice")
    asked = client.post(f"/api/chat/rooms/{told.json()['id']}/join-request/", fields, JSON)
    assert asked.status_code == 201
    return int(asked.json()["id"])


def test_by_code_then_a_request_then_in(
    private: Room, alice: Person, charlie: Person, client_of: ClientOf
) -> None:
    host, guest = client_of(alice), client_of(charlie)
    request_id = knock(guest, private, text="It is me")
    [waiting] = host.get(at(private, "join-requests/")).json()["results"]
    assert (waiting["id"], waiting["text"]) == (request_id, "It is me")
    assert waiting["user"]["username"] == "charlie"

    for _ in range(2):
        assert host.post(at(private, f"approve-join/{request_id}/")).status_code == 204
    assert guest.get(at(private, "")).json()["role"] == "member"
    assert host.get(at(private, "join-requests/")).json()["results"] == []
    assert host.post(at(private, f"deny-join/{request_id}/")).status_code == 409


def test_asking_again_answers_with_the_same_request(
    private: Room, charlie: Person, client_of: ClientOf
) -> None:
    guest = client_of(charlie)
    first = knock(guest, private)
    again = guest.post(at(private, "join-request/"), {"text": "again"}, JSON)
    assert (again.status_code, again.json()["id"], again.json()["text"]) == (200, first, "")


def test_a_request_is_taken_back(
    private: Room, alice: Person, charlie: Person, client_of: ClientOf
) -> None:
    guest = client_of(charlie)
    request_id = knock(guest, private)
    assert guest.delete(at(private, "join-request/")).status_code == 204
    answer = client_of(alice).post(at(private, f"approve-join/{request_id}/"))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_denied_one_waits_before_asking_again(
    private: Room, alice: Person, charlie: Person, client_of: ClientOf
) -> None:
    guest = client_of(charlie)
    request_id = knock(guest, private)
    assert client_of(alice).post(at(private, f"deny-join/{request_id}/")).status_code == 204
    answer = guest.post(at(private, "join-request/"), {}, JSON)
    assert answer.status_code == 429
    assert 590 <= int(answer["Retry-After"]) <= 601


def test_a_full_room_is_told_to_the_host(
    private: Room, alice: Person, charlie: Person, client_of: ClientOf
) -> None:
    Room.objects.update(capacity=2)
    request_id = knock(client_of(charlie), private)
    answer = client_of(alice).post(at(private, f"approve-join/{request_id}/"))
    assert (answer.status_code, answer.json()["code"]) == (409, "room_full")
    assert not Membership.objects.filter(person=charlie).exists()


def test_ids_cant_be_walked(private: Room, charlie: Person, client_of: ClientOf) -> None:
    guest = client_of(charlie)
    for room_id in (private.pk, 10**12):
        hidden = guest.post(f"/api/chat/rooms/{room_id}/join-request/", {}, JSON)
        assert hidden.status_code == 404
        assert hidden.json()["detail"] == "There is no such room."


def test_a_public_room_needs_no_request(room: Room, charlie: Person, client_of: ClientOf) -> None:
    assert client_of(charlie).post(at(room, "join-request/"), {}, JSON).status_code == 409


@pytest.mark.parametrize("text", ["x" * 301, 5, None, ["a"]])
def test_a_text_that_is_none_is_refused(
    text: object, private: Room, charlie: Person, client_of: ClientOf
) -> None:
    guest = client_of(charlie)
    guest.post("/api/chat/rooms/join-by-code/", {"code": private.code}, JSON)
    answer = guest.post(at(private, "join-request/"), {"text": text}, JSON)
    if text == 5:
        assert answer.status_code == 201
    else:
        assert (answer.status_code, list(answer.json()["fields"])) == (400, ["text"])


DOORS = [
    ("get", "join-requests/"),
    ("post", "approve-join/{id}/"),
    ("post", "deny-join/{id}/"),
    ("get", "invite/"),
    ("post", "invite/"),
    ("delete", "invite/"),
]


@pytest.mark.parametrize(("method", "path"), DOORS)
@pytest.mark.parametrize(
    ("who", "refused"), [("alice", None), ("bob", 403), ("dora", 404), ("nobody", 401)]
)
def test_who_may_what(
    who: str,
    refused: int | None,
    method: str,
    path: str,
    private: Room,
    alice: Person,
    charlie: Person,
    request: pytest.FixtureRequest,
    client_of: ClientOf,
) -> None:
    inviting.renew_link(private, by=alice, now=clock.now())
    request_id = knock(client_of(charlie), private)
    if who == "dora":
        person = Person.objects.create_user("dora", "dora@example.org")
    client = (
        Client()
        if who == "nobody"
        else client_of(person if who == "dora" else request.getfixturevalue(who))
    )
    answer = client.generic(method.upper(), at(private, path.format(id=request_id)), b"{}", JSON)
    if refused is None:
        assert answer.status_code in (200, 204)
    else:
        assert answer.status_code == refused
        assert "Secret table" not in answer.content.decode()


def test_admins_answer_while_the_host_is_away(
    private: Room, alice: Person, charlie: Person, client_of: ClientOf
) -> None:
    root = Person.objects.create_user("root", "root@example.org")
    root.grant(Person.Role.ADMIN)
    request_id = knock(client_of(charlie), private)
    leases.arrive([leases.Arrival(private.stream_name, alice.pk, "c1")], server="s")
    assert client_of(root).get(at(private, "join-requests/")).status_code == 403
    leases.end([("c1", "")])
    leases.Lease.objects.all().delete()
    assert len(client_of(root).get(at(private, "join-requests/")).json()["results"]) == 1
    assert client_of(root).post(at(private, f"approve-join/{request_id}/")).status_code == 204


def test_a_link_is_made_renewed_and_taken_back(
    private: Room, alice: Person, charlie: Person, client_of: ClientOf
) -> None:
    host, guest = client_of(alice), client_of(charlie)
    assert host.get(at(private, "invite/")).json() == {"token": None, "url": None}
    first = host.post(at(private, "invite/"), {}, JSON).json()
    assert first["url"] == f"http://testserver/join/{first['token']}/"
    assert host.get(at(private, "invite/")).json() == first
    second = host.post(at(private, "invite/"), {}, JSON).json()
    join = "/api/chat/rooms/join-by-invite/"
    assert guest.post(join, {"token": first["token"]}, JSON).status_code == 404
    joined = guest.post(join, {"token": second["token"]}, JSON)
    assert (joined.status_code, joined.json()["role"]) == (200, "member")
    assert host.delete(at(private, "invite/")).status_code == 204
    assert guest.post(join, {"token": second["token"]}, JSON).status_code == 404


def test_who_was_banned_is_refused_by_link_and_by_request(
    private: Room, alice: Person, charlie: Person, client_of: ClientOf
) -> None:
    link = inviting.renew_link(private, by=alice, now=clock.now())
    actions.ban(private, charlie.pk, by=alice, now=clock.now())
    guest = client_of(charlie)
    by_link = guest.post("/api/chat/rooms/join-by-invite/", {"token": link.token}, JSON)
    guest.post("/api/chat/rooms/join-by-code/", {"code": private.code}, JSON)
    by_request = guest.post(at(private, "join-request/"), {}, JSON)
    assert (by_link.status_code, by_request.status_code) == (403, 403)


def test_somebody_is_invited_by_name_and_the_link_stays(
    private: Room, alice: Person, bob: Person, charlie: Person, client_of: ClientOf
) -> None:
    link = inviting.renew_link(private, by=alice, now=clock.now())
    for person in (alice, bob):
        told = client_of(person).post(at(private, "invite/"), {"person": "charlie"}, JSON)
        assert (told.status_code, told.content) == (204, b"")
    assert Invite.objects.get().token == link.token
    [invitation] = client_of(charlie).get("/api/notifications/").json()["results"]
    assert invitation["kind"] == "room_invited"
    assert invitation["text"] == "bob invites you to “Secret table”."
    unknown = client_of(alice).post(at(private, "invite/"), {"person": "nobody-at-all"}, JSON)
    assert unknown.status_code == 404


def test_nobody_is_asked_to_sign_in(private: Room) -> None:
    assert Client().post(at(private, "join-request/")).status_code == 401
    assert Client().post("/api/chat/rooms/join-by-invite/").status_code == 401

"""Asking to come into a private room, and the answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.conftest import make_person
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.lib.errors import (
    ApprovalRequired,
    BadRequest,
    CafeError,
    Conflict,
    Forbidden,
    NotFound,
    RateLimited,
    RoomFull,
)
from virtualcafe.notifications.models import Notification
from virtualcafe.realtime import leases
from virtualcafe.realtime.models import Event
from virtualcafe.rooms import actions, cleanup
from virtualcafe.rooms.actions import entering
from virtualcafe.rooms.models import JoinRequest, Membership, Room

ClientOf = Callable[[Person], Client]
Answer = JoinRequest.Answer


@pytest.fixture
def private(alice: Person) -> Room:
    return actions.open_room(alice, name="Secret table", public=False, now=clock.now())


@pytest.fixture
def admin(db: None) -> Person:
    person = make_person("root")
    person.grant(Person.Role.ADMIN)
    return person


@pytest.fixture(autouse=True)
def unhurried() -> None:
    entering._asks.forget()


def show_code(person: Person, room: Room) -> None:
    with pytest.raises(ApprovalRequired):
        actions.join_by_code(person, room.code, address="", now=clock.now())


def ask(person: Person, room: Room, text: str = "") -> JoinRequest:
    show_code(person, room)
    return entering.ask(person, room.pk, text=text, now=clock.now())


def told(person: Person, kind: str) -> list[dict[str, object]]:
    events = Event.objects.filter(stream__name=f"user:{person.pk}", type=kind).order_by("seq")
    return list(events.values_list("data", flat=True))


def notified(person: Person) -> list[str]:
    return list(Notification.objects.filter(person=person).values_list("kind", flat=True))


def is_seated(person: Person, room: Room) -> bool:
    return Membership.objects.filter(person=person, room=room).exists()


def test_the_host_hears_of_it_and_lets_the_person_in(
    private: Room, alice: Person, bob: Person
) -> None:
    request = ask(bob, private, "  It is   Bob. ")
    [heard] = told(alice, "join_request")
    assert heard["request"] == {
        "id": request.pk,
        "user": {"id": bob.pk, "username": "bob", "avatar_url": None, "level": 1},
        "text": "It is Bob.",
    }
    assert heard["room"]["code"] == private.code
    assert heard["room"]["role"] == "host"
    assert notified(alice) == ["join_request"]
    assert not is_seated(bob, private)

    entering.approve(private, request.pk, by=alice, now=clock.now())
    assert is_seated(bob, private)
    [approved] = told(bob, "join_approved")
    assert (approved["room"]["id"], approved["room"]["role"]) == (private.pk, "member")
    assert notified(bob) == ["join_approved"]
    assert notified(alice) == []


def test_a_no_is_told_and_seats_nobody(private: Room, alice: Person, bob: Person) -> None:
    request = ask(bob, private)
    entering.deny(private, request.pk, by=alice, now=clock.now())
    assert told(bob, "join_denied") == [
        {"room": {"id": private.pk, "code": private.code, "name": "Secret table"}}
    ]
    assert notified(bob) == ["join_denied"]
    assert notified(alice) == []
    assert not is_seated(bob, private)


def test_whoever_never_showed_the_code_finds_no_room(private: Room, charlie: Person) -> None:
    with pytest.raises(NotFound) as hidden:
        entering.ask(charlie, private.pk, now=clock.now())
    with pytest.raises(NotFound) as never:
        entering.ask(charlie, 10**9, now=clock.now())
    assert hidden.value.detail == never.value.detail
    assert not JoinRequest.objects.exists()


def test_asking_twice_is_one_request(private: Room, alice: Person, bob: Person) -> None:
    first = ask(bob, private, "first")
    second = ask(bob, private, "second")
    assert (first.pk, second.text) == (second.pk, "first")
    assert len(told(alice, "join_request")) == 1


def test_a_public_room_needs_no_request(room: Room, bob: Person, charlie: Person) -> None:
    for person in (bob, charlie):
        with pytest.raises(Conflict):
            entering.ask(person, room.pk, now=clock.now())


@pytest.mark.parametrize("text", ["x" * 301, "a\x00b", "\ud800"])
def test_a_text_that_cant_be_kept_is_refused(text: str, private: Room, bob: Person) -> None:
    show_code(bob, private)
    with pytest.raises(BadRequest) as refusal:
        entering.ask(bob, private.pk, text=text, now=clock.now())
    assert "text" in refusal.value.extra["fields"]


def test_taking_it_back_leaves_nothing_at_the_hosts(
    private: Room, alice: Person, bob: Person
) -> None:
    request = ask(bob, private)
    entering.withdraw(bob, private.pk, now=clock.now())
    entering.withdraw(bob, private.pk, now=clock.now())
    assert notified(alice) == []
    with pytest.raises(NotFound):
        entering.approve(private, request.pk, by=alice, now=clock.now())
    assert entering.ask(bob, private.pk, now=clock.now()).is_waiting


def test_the_first_answer_counts(
    private: Room, alice: Person, bob: Person, charlie: Person
) -> None:
    let_in, refused = ask(bob, private), ask(charlie, private)
    for _ in range(2):
        entering.approve(private, let_in.pk, by=alice, now=clock.now())
        entering.deny(private, refused.pk, by=alice, now=clock.now())
    assert len(told(bob, "join_approved")) == len(told(charlie, "join_denied")) == 1
    with pytest.raises(Conflict):
        entering.deny(private, let_in.pk, by=alice, now=clock.now())
    with pytest.raises(Conflict):
        entering.approve(private, refused.pk, by=alice, now=clock.now())


def test_approving_again_after_they_left_brings_nobody_back(
    private: Room, alice: Person, bob: Person
) -> None:
    request = ask(bob, private)
    entering.approve(private, request.pk, by=alice, now=clock.now())
    actions.leave(bob, private, now=clock.now())
    entering.approve(private, request.pk, by=alice, now=clock.now())
    assert not is_seated(bob, private)
    assert entering.ask(bob, private.pk, now=clock.now()).is_waiting


def test_a_full_room_takes_nobody_and_the_request_waits_on(
    alice: Person, bob: Person, charlie: Person
) -> None:
    private = actions.open_room(alice, name="Two", capacity=2, public=False, now=clock.now())
    actions.seat(bob, private, now=clock.now())
    request = ask(charlie, private)
    with pytest.raises(RoomFull):
        entering.approve(private, request.pk, by=alice, now=clock.now())
    request.refresh_from_db()
    assert request.is_waiting
    assert notified(alice) == ["join_request"]
    assert told(charlie, "join_approved") == []

    actions.leave(bob, private, now=clock.now())
    entering.approve(private, request.pk, by=alice, now=clock.now())
    assert is_seated(charlie, private)


def test_after_a_no_one_waits_ten_minutes(private: Room, alice: Person, bob: Person) -> None:
    now = clock.now()
    request = ask(bob, private)
    entering.deny(private, request.pk, by=alice, now=now)
    with pytest.raises(RateLimited) as refusal:
        entering.ask(bob, private.pk, now=now + timedelta(minutes=9, seconds=30))
    assert "in 1 min" in refusal.value.detail
    assert refusal.value.extra["retry_after"] == 30
    assert entering.ask(bob, private.pk, now=now + timedelta(minutes=10)).is_waiting


def test_one_person_waits_at_ten_doors_at_most(bob: Person) -> None:
    doors = []
    for number in range(11):
        host = make_person(f"host{number}")
        doors.append(actions.open_room(host, name="Door", public=False, now=clock.now()))
    for door in doors[:10]:
        ask(bob, door)
    with pytest.raises(Conflict):
        ask(bob, doors[10])
    entering.withdraw(bob, doors[0].pk, now=clock.now())
    assert ask(bob, doors[10]).is_waiting


def test_asking_over_and_over_is_slowed_down(private: Room, bob: Person) -> None:
    def turn() -> None:
        ask(bob, private)
        entering.withdraw(bob, private.pk, now=clock.now())

    for _ in range(entering.ASKS):
        turn()
    with pytest.raises(RateLimited):
        turn()


def test_who_is_kept_out_may_not_ask(private: Room, alice: Person, bob: Person) -> None:
    show_code(bob, private)
    actions.ban(private, bob.pk, by=alice, now=clock.now())
    with pytest.raises(Forbidden):
        entering.ask(bob, private.pk, now=clock.now())


def test_a_ban_answers_who_waits(private: Room, alice: Person, bob: Person) -> None:
    request = ask(bob, private)
    actions.ban(private, bob.pk, by=alice, now=clock.now())
    assert notified(alice) == []
    assert len(told(bob, "join_denied")) == 1
    with pytest.raises(CafeError):
        entering.approve(private, request.pk, by=alice, now=clock.now())
    assert not is_seated(bob, private)


@pytest.mark.parametrize("who", ["bob", "charlie", "root"])
def test_only_the_host_answers(
    who: str, private: Room, alice: Person, bob: Person, charlie: Person, admin: Person
) -> None:
    actions.seat(bob, private, now=clock.now())
    dora = make_person("dora")
    request = ask(dora, private)
    leases.arrive([leases.Arrival(private.stream_name, alice.pk, "c1")], server="s")
    by = {"bob": bob, "charlie": charlie, "root": admin}[who]
    for answer in (entering.approve, entering.deny):
        with pytest.raises(Forbidden):
            answer(private, request.pk, by=by, now=clock.now())
    assert not is_seated(dora, private)


def test_while_the_host_is_away_admins_are_told_and_answer(
    private: Room, bob: Person, admin: Person
) -> None:
    request = ask(bob, private)
    assert notified(admin) == ["join_request"]
    assert told(admin, "join_request") == []
    entering.approve(private, request.pk, by=admin, now=clock.now())
    assert is_seated(bob, private)
    assert notified(admin) == []


def test_a_request_of_another_room_is_not_answered_here(
    private: Room, alice: Person, bob: Person
) -> None:
    other = actions.open_room(alice, name="Other", public=False, now=clock.now())
    request = ask(bob, other)
    with pytest.raises(NotFound):
        entering.approve(private, request.pk, by=alice, now=clock.now())


def test_coming_in_by_another_door_settles_the_request(
    private: Room, alice: Person, bob: Person
) -> None:
    request = ask(bob, private)
    actions.seat(bob, private, now=clock.now())
    request.refresh_from_db()
    assert request.answer == Answer.APPROVED
    assert notified(alice) == []


def test_a_room_that_turns_public_tells_who_waits_and_seats_nobody(
    private: Room, alice: Person, bob: Person
) -> None:
    ask(bob, private)
    actions.change_room(private, by=alice, public=True, now=clock.now())
    assert notified(bob) == ["room_opened"]
    assert notified(alice) == []
    assert not is_seated(bob, private)
    assert not JoinRequest.objects.waiting().exists()


def test_requests_go_with_the_room(private: Room, alice: Person, bob: Person) -> None:
    ask(bob, private)
    cleanup.close_room(private, by=alice, now=clock.now())
    assert not JoinRequest.objects.exists()
    assert notified(alice) == []
    assert [each["reason"] for each in told(bob, "join_denied")] == ["closed"]


def test_requests_follow_the_host(
    private: Room, alice: Person, bob: Person, charlie: Person
) -> None:
    actions.seat(bob, private, now=clock.now())
    request = ask(charlie, private)
    actions.leave(alice, private, now=clock.now())
    assert notified(alice) == []
    assert "join_request" in notified(bob)
    assert len(told(bob, "join_request")) == 1
    private.refresh_from_db()
    entering.approve(private, request.pk, by=bob, now=clock.now())
    assert is_seated(charlie, private)


def test_requests_follow_a_chair_that_is_handed_over(
    private: Room, alice: Person, bob: Person, charlie: Person
) -> None:
    actions.seat(bob, private, now=clock.now())
    ask(charlie, private)
    actions.hand_over(private, bob.pk, by=alice, now=clock.now())
    assert "join_request" not in notified(alice)
    assert "join_request" in notified(bob)


# --- The pages ---------------------------------------------------------------------------------


def test_the_code_leads_to_the_door_and_a_line_of_text_asks(
    private: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    client = client_of(bob)
    door = client.post("/join/", {"code": private.code.lower()})["Location"]
    assert door == f"/join/ask/{private.code}/"
    page = client.get(door).content.decode()
    assert "Secret table" in page
    assert "alice" in page
    assert client.post(door, {"text": "May I?"})["Location"] == door
    waiting = client.get(door).content.decode()
    assert "May I?" in waiting
    assert "was asked" in waiting
    assert client.get(f"/rooms/{private.code}/").status_code == 404

    client.post(door, {"withdraw": ""})
    assert "Ask to come in" in client.get(door).content.decode()
    assert notified(alice) == []


def test_the_door_of_an_uncoded_room_is_404_like_one_that_never_was(
    private: Room, charlie: Person, client_of: ClientOf
) -> None:
    client = client_of(charlie)
    for code in (private.code, "ZZZZZZ"):
        assert client.get(f"/join/ask/{code}/").status_code == 404
        assert client.post(f"/join/ask/{code}/").status_code == 404


def test_the_door_leads_on_once_one_is_in(
    private: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    request = ask(bob, private)
    entering.approve(private, request.pk, by=alice, now=clock.now())
    door = client_of(bob).get(f"/join/ask/{private.code}/")
    assert door["Location"] == f"/rooms/{private.code}/"


def test_after_a_no_the_door_says_when_to_ask_again(
    private: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    request = ask(bob, private)
    entering.deny(private, request.pk, by=alice, now=clock.now())
    page = client_of(bob).get(f"/join/ask/{private.code}/").content.decode()
    assert "You may ask again in 10 minutes." in page
    assert '<input type="text" name="text"' not in page


def test_a_line_that_is_too_long_stays_typed(
    private: Room, bob: Person, client_of: ClientOf
) -> None:
    show_code(bob, private)
    answer = client_of(bob).post(f"/join/ask/{private.code}/", {"text": "y" * 301})
    assert answer.status_code == 422
    assert "y" * 301 in answer.content.decode()


def test_the_host_answers_by_form(
    private: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    request = ask(bob, private, "<b>It is me</b>")
    client = client_of(alice)
    for address in (f"/rooms/{private.code}/requests/", "/notifications/"):
        page = client.get(address).content.decode()
        assert "&lt;b&gt;It is me&lt;/b&gt;" in page
        assert f"/rooms/{private.code}/requests/{request.pk}/" in page
    form = {"answer": "approve", "next": "/notifications/"}
    answer = client.post(f"/rooms/{private.code}/requests/{request.pk}/", form)
    assert answer["Location"] == "/notifications/"
    assert is_seated(bob, private)


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", ""])
def test_an_answer_leads_nowhere_else(
    elsewhere: str, private: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    request = ask(bob, private)
    form = {"answer": "deny", "next": elsewhere}
    answer = client_of(alice).post(f"/rooms/{private.code}/requests/{request.pk}/", form)
    assert answer["Location"] == f"/rooms/{private.code}/requests/"


@pytest.mark.parametrize(("who", "status"), [("alice", 200), ("bob", 403), ("charlie", 404)])
def test_who_sees_the_requests(
    who: str,
    status: int,
    private: Room,
    bob: Person,
    request: pytest.FixtureRequest,
    client_of: ClientOf,
) -> None:
    actions.seat(bob, private, now=clock.now())
    person = request.getfixturevalue(who)
    page = client_of(person).get(f"/rooms/{private.code}/requests/")
    assert page.status_code == status
    if status != 200:
        assert "Secret table" not in page.content.decode()


def test_signed_out_people_are_asked_to_sign_in(private: Room) -> None:
    for address in (f"/join/ask/{private.code}/", f"/rooms/{private.code}/requests/"):
        assert Client().get(address)["Location"] == f"/login/?next={address}"

"""Asking to come into a private room, and the answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.conftest import make_person
from tests.rooms.knocking import ask, is_seated, notified, show_code, told
from virtualcafe.accounts.models import ModeratorAct, Person
from virtualcafe.lib import clock
from virtualcafe.lib.errors import (
    BadRequest,
    CafeError,
    Conflict,
    Forbidden,
    NotFound,
    RateLimited,
    RoomFull,
)
from virtualcafe.realtime import leases
from virtualcafe.rooms import actions
from virtualcafe.rooms.actions import entering
from virtualcafe.rooms.models import JoinRequest, Room

ClientOf = Callable[[Person], Client]
Answer = JoinRequest.Answer
pytestmark = pytest.mark.usefixtures("unhurried_asks")


@pytest.fixture
def admin(db: None) -> Person:
    person = make_person("root")
    person.grant(Person.Role.ADMIN)
    return person


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
    assert not ModeratorAct.objects.exists()


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
    act = ModeratorAct.objects.get()
    assert (act.actor, act.verb, act.person) == (admin, "let in", bob)


def test_a_request_of_another_room_is_not_answered_here(
    private: Room, alice: Person, bob: Person
) -> None:
    other = actions.open_room(alice, name="Other", public=False, now=clock.now())
    request = ask(bob, other)
    with pytest.raises(NotFound):
        entering.approve(private, request.pk, by=alice, now=clock.now())

"""What becomes of who waits when the room, its host or they themselves change."""

from __future__ import annotations

import pytest

from tests.rooms.knocking import ask, is_seated, notified, told
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.rooms import actions, cleanup, waiting
from virtualcafe.rooms.actions import entering
from virtualcafe.rooms.models import JoinRequest, Room

Answer = JoinRequest.Answer
pytestmark = pytest.mark.usefixtures("unhurried_asks")


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


def test_a_request_goes_with_whoever_asked(private: Room, alice: Person, bob: Person) -> None:
    ask(bob, private)
    waiting.forget(bob, clock.now())
    bob.delete()
    assert notified(alice) == []
    assert not JoinRequest.objects.exists()

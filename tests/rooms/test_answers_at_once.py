"""Answers to requests that meet: no seat too many, no two answers, nobody locked for good."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from tests.conftest import make_person
from tests.rooms.knocking import ask, told
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.lib.errors import CafeError
from virtualcafe.notifications.models import Notification
from virtualcafe.rooms import actions
from virtualcafe.rooms.actions import entering
from virtualcafe.rooms.models import JoinRequest, Membership

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("unhurried_asks"),
]


def test_five_approvals_for_one_free_seat(alice: Person) -> None:
    room = actions.open_room(alice, name="Two", capacity=2, public=False, now=clock.now())
    requests = [ask(make_person(f"guest{n}"), room) for n in range(5)]
    outcomes = _at_once(
        [
            lambda each=each: entering.approve(room, each.pk, by=alice, now=clock.now())
            for each in requests
        ]
    )
    assert sorted(outcomes) == ["RoomFull"] * 4 + ["done"]
    assert Membership.objects.filter(room=room).count() == 2
    assert JoinRequest.objects.waiting().count() == 4
    assert Notification.objects.filter(person=alice).count() == 4


def test_of_a_yes_and_a_no_the_first_counts(alice: Person, bob: Person) -> None:
    room = actions.open_room(alice, name="Table", public=False, now=clock.now())
    request = ask(bob, room)
    outcomes = _at_once(
        [
            lambda answer=answer: answer(room, request.pk, by=alice, now=clock.now())
            for answer in (entering.approve, entering.deny)
        ]
    )
    assert sorted(outcomes) == ["Conflict", "done"]
    assert len(told(bob, "join_approved")) + len(told(bob, "join_denied")) == 1


def test_two_hosts_who_ask_each_other_and_answer_in_one_moment(alice: Person, bob: Person) -> None:
    for _ in range(5):
        hosts = ((alice, bob), (bob, alice))
        acts = []
        for host, guest in hosts:
            room = actions.open_room(host, name="Table", public=False, now=clock.now())
            request = ask(guest, room)
            acts.append(
                lambda room=room, request=request, host=host: entering.deny(
                    room, request.pk, by=host, now=clock.now()
                )
            )
        assert _at_once(acts) == ["done", "done"]


def _at_once(acts: list[Callable[[], object]]) -> list[str]:
    """What became of each, in their order, when all begin in the same moment."""
    outcomes = [""] * len(acts)
    start = threading.Barrier(len(acts))

    def run(place: int) -> None:
        start.wait(timeout=30)
        try:
            acts[place]()
            outcomes[place] = "done"
        except CafeError as refusal:
            outcomes[place] = type(refusal).__name__
        except Exception as defect:
            outcomes[place] = repr(defect)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes

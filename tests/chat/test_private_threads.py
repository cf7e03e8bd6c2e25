"""A thread of two people: opening it, who knows of it, and that it is one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.chat.private_cast import opened, wrote
from tests.conftest import NOON
from virtualcafe.accounts import relations
from virtualcafe.accounts.models import Person
from virtualcafe.chat.models import PrivateThread
from virtualcafe.chat.private import actions, selectors
from virtualcafe.chat.private.access import may_listen, thread_for
from virtualcafe.chat.private.actions import close_threads_of, open_thread
from virtualcafe.lib.errors import BadRequest, CafeError, Forbidden, NotFound, RateLimited
from virtualcafe.realtime.models import Event, Revocation, Stream
from virtualcafe.rooms.models import Room


@pytest.fixture(autouse=True)
def _rested() -> Iterator[None]:
    actions.new_threads.forget()
    yield
    actions.new_threads.forget()


def test_two_people_have_one_thread_whoever_begins(alice: Person, bob: Person) -> None:
    thread, new = open_thread(bob, alice, now=NOON)
    assert (new, thread.first, thread.second) == (True, alice, bob)
    assert thread.stream.name == f"private:{thread.pk}"
    assert open_thread(bob, alice, now=NOON) == (thread, False)
    assert open_thread(alice, bob, now=NOON) == (thread, True)
    assert PrivateThread.objects.count() == 1
    assert not Stream.objects.filter(name__startswith="new:").exists()


def test_the_other_learns_of_it_with_the_first_message(alice: Person, bob: Person) -> None:
    thread = opened(bob, alice)
    assert thread_for(bob.pk, thread.pk) == thread
    assert [each["id"] for each in selectors.listed(bob.pk)] == [thread.pk]
    with pytest.raises(NotFound):
        thread_for(alice.pk, thread.pk)
    assert selectors.listed(alice.pk) == []
    wrote(bob, thread)
    assert thread_for(alice.pk, thread.pk) == thread
    assert [each["unread"] for each in selectors.listed(alice.pk)] == [1]


def test_a_third_person_finds_nothing(alice: Person, bob: Person, charlie: Person) -> None:
    thread = opened(bob, alice)
    wrote(bob, thread)
    for key in (str(thread.pk), "0", "99999", "x", "", f"0{thread.pk}", "1" * 30, "²"):
        with pytest.raises(NotFound):
            may_listen(charlie.pk, key)
    assert may_listen(alice.pk, str(thread.pk)) == thread
    assert selectors.listed(charlie.pk) == []
    assert selectors.streams_of(charlie) == []
    assert selectors.streams_of(alice) == [thread.stream_id]


def test_not_with_oneself(alice: Person) -> None:
    with pytest.raises(BadRequest):
        opened(alice, alice)


def test_who_may_not_write_opens_nothing(alice: Person, bob: Person) -> None:
    relations.block(alice, bob, now=NOON)
    with pytest.raises(Forbidden):
        opened(bob, alice)
    assert not PrivateThread.objects.exists()


def test_what_was_said_can_be_opened_whatever_came_between(alice: Person, bob: Person) -> None:
    thread = opened(bob, alice)
    wrote(bob, thread)
    relations.block(alice, bob, now=NOON)
    assert opened(bob, alice) == opened(alice, bob) == thread


def test_the_21st_new_one_in_an_hour_waits(bob: Person, room: Room) -> None:
    others = [
        Person.objects.create_user(f"guest{n}", f"guest{n}@example.org", None) for n in range(21)
    ]
    for other in others[:20]:
        opened(bob, other)
    opened(bob, others[0])
    with pytest.raises(RateLimited):
        opened(bob, others[20])
    assert PrivateThread.objects.count() == 20


def test_a_cafe_without_private_messages_knows_none(
    alice: Person, bob: Person, settings: Settings
) -> None:
    thread = opened(bob, alice)
    wrote(bob, thread)
    settings.CAFE_PRIVATE_MESSAGES = False
    for ask in (
        lambda: thread_for(alice.pk, thread.pk),
        lambda: opened(alice, bob),
        lambda: wrote(alice, thread),
    ):
        with pytest.raises(NotFound):
            ask()
    assert selectors.streams_of(alice) == []
    assert selectors.unread_threads(alice.pk) == 0


def test_when_one_of_them_goes_the_thread_goes(alice: Person, bob: Person) -> None:
    thread = opened(bob, alice)
    wrote(bob, thread)
    close_threads_of(bob)
    assert not PrivateThread.objects.exists()
    assert not Stream.objects.filter(name=thread.stream.name).exists()
    assert not Event.objects.filter(stream=thread.stream_id).exists()
    revoked = Revocation.objects.get()
    assert (revoked.person, revoked.stream, revoked.close) == (alice, thread.stream.name, None)


def test_unread_threads_are_those_with_something_of_the_other(
    alice: Person, bob: Person, charlie: Person
) -> None:
    with_bob, with_charlie = opened(bob, alice), opened(alice, charlie)
    wrote(bob, with_bob)
    wrote(bob, with_bob)
    wrote(alice, with_charlie)
    assert [selectors.unread_threads(each.pk) for each in (alice, bob, charlie)] == [1, 0, 1]


def test_a_refusal_is_an_error_of_the_cafe(alice: Person, bob: Person) -> None:
    with pytest.raises(CafeError):
        wrote(alice, opened(bob, alice))

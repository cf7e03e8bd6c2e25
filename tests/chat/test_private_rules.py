"""Who may write to whom, at each message: availability, blocks, strangers, and who is gone."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.chat.cast import said
from tests.chat.private_cast import letter, opened, wrote
from tests.conftest import NOON
from virtualcafe.accounts import relations
from virtualcafe.accounts.models import Person
from virtualcafe.chat.actions import Posted, edit_message, post_messages, react
from virtualcafe.chat.models import Message, PrivateThread
from virtualcafe.chat.private import actions
from virtualcafe.chat.private.rights import refusal
from virtualcafe.chat.rights import asked_posting_rights, is_seen_typing
from virtualcafe.lib import lookup
from virtualcafe.lib.errors import Forbidden, NotFound
from virtualcafe.rooms import actions as rooms
from virtualcafe.rooms.models import Room


@pytest.fixture(autouse=True)
def _rested() -> None:
    actions.new_threads.forget()


@pytest.fixture
def thread(alice: Person, bob: Person) -> PrivateThread:
    """Of Alice and Bob, who share no room; both have written."""
    thread = opened(bob, alice)
    wrote(bob, thread)
    wrote(alice, thread)
    return thread


def refused(writer: Person, thread: PrivateThread) -> str:
    with pytest.raises(Forbidden) as refusal:
        wrote(writer, thread)
    return refusal.value.detail


def test_both_write(thread: PrivateThread) -> None:
    assert Message.objects.filter(stream=thread.stream_id).count() == 2


def test_nobody_else_does(thread: PrivateThread, charlie: Person) -> None:
    with pytest.raises(NotFound):
        wrote(charlie, thread)


def test_who_wants_no_messages_gets_none(alice: Person, bob: Person, thread: PrivateThread) -> None:
    alice.availability = Person.Availability.NOBODY
    alice.save()
    assert refused(bob, thread) == "alice can't be written to."
    wrote(alice, thread)


def test_only_people_i_share_a_room_with(alice: Person, bob: Person, thread: PrivateThread) -> None:
    alice.availability = Person.Availability.ROOMS
    alice.save()
    lounge = rooms.open_lounge(now=NOON)
    said(alice, lounge)
    said(bob, lounge)
    assert refused(bob, thread) == "alice can't be written to."
    room = rooms.seat(bob, rooms.open_room(alice, name="Quiet", now=NOON), now=NOON)
    wrote(bob, thread)
    rooms.leave(bob, room, now=NOON)
    assert refused(bob, thread) == "alice can't be written to."


def test_blocked_either_way_and_told_to_the_blocker_alone(
    alice: Person, bob: Person, thread: PrivateThread
) -> None:
    relations.block(alice, bob, now=NOON)
    assert refused(bob, thread) == "alice can't be written to."
    assert refused(alice, thread) == "You blocked bob. Unblock them to write again."
    relations.unblock(alice, bob)
    wrote(bob, thread)


def test_the_blocked_learn_no_more_than_anybody_unwanted(
    alice: Person, bob: Person, charlie: Person
) -> None:
    relations.block(alice, bob, now=NOON)
    blocked = refusal(bob, alice, now=NOON)
    relations.unblock(alice, bob)
    for change in ({"availability": "nobody"}, {"availability": "rooms"}, {"is_active": False}):
        Person.objects.filter(pk=alice.pk).update(
            **{"availability": "everyone", "is_active": True, **change}
        )
        unwanted = refusal(bob, Person.objects.get(pk=alice.pk), now=NOON)
        assert str(unwanted) == str(blocked) == "alice can't be written to."


def test_who_has_yet_to_confirm_writes_to_nobody_they_sit_with_nowhere(
    alice: Person, bob: Person, thread: PrivateThread, settings: Settings
) -> None:
    settings.CAFE_MAIL = True
    assert refused(bob, thread).startswith("Confirm your e-mail address first.")
    rooms.seat(bob, rooms.open_room(alice, name="Quiet", public=False, now=NOON), now=NOON)
    wrote(bob, thread)


def test_somebody_deactivated_reads_nothing_more(
    alice: Person, bob: Person, thread: PrivateThread
) -> None:
    alice.deactivate()
    assert refused(bob, thread) == "alice can't be written to."


def test_whom_one_may_not_write_to_one_may_not_change_or_react_before(
    alice: Person, bob: Person, thread: PrivateThread
) -> None:
    his, hers = wrote(bob, thread), wrote(alice, thread)
    relations.block(alice, bob, now=NOON)
    with pytest.raises(Forbidden):
        edit_message(bob, his.pk, content="New", now=NOON)
    with pytest.raises(Forbidden):
        react(bob, hers.pk, emoji="👍", on=True, now=NOON)


def test_whom_one_may_not_write_to_one_is_not_seen_typing(
    alice: Person, bob: Person, thread: PrivateThread, room: Room
) -> None:
    assert is_seen_typing(bob.pk, thread.stream.name, now=NOON)
    relations.block(alice, bob, now=NOON)
    assert not is_seen_typing(bob.pk, thread.stream.name, now=NOON)
    assert not is_seen_typing(alice.pk, thread.stream.name, now=NOON)
    assert is_seen_typing(bob.pk, room.stream_name, now=NOON)


def test_one_refused_letter_spoils_no_batch(
    alice: Person, bob: Person, charlie: Person, thread: PrivateThread
) -> None:
    other = opened(charlie, bob)
    relations.block(alice, bob, now=NOON)
    outcomes = post_messages(
        [letter(bob, thread), letter(charlie, other), letter(alice, other)], now=NOON
    )
    assert isinstance(outcomes[0], Forbidden)
    assert isinstance(outcomes[1], Posted)
    assert isinstance(outcomes[2], NotFound)


def test_an_empty_thread_is_written_in_by_its_opener_alone(alice: Person, bob: Person) -> None:
    thread = opened(bob, alice)
    with pytest.raises(NotFound):
        wrote(alice, thread)
    wrote(bob, thread)
    wrote(alice, thread)


def test_rooms_pay_nothing_for_private_threads(
    alice: Person, bob: Person, room: Room, thread: PrivateThread
) -> None:
    in_room = [(alice.pk, room.stream_name), (bob.pk, room.stream_name)]
    privately = [(alice.pk, thread.stream.name), (bob.pk, thread.stream.name)]
    with CaptureQueriesContext(connection) as rooms_alone:
        lookup.answer(asked_posting_rights(in_room, now=NOON))
    with CaptureQueriesContext(connection) as both:
        lookup.answer(asked_posting_rights([*in_room, *privately], now=NOON))
    assert not any("private" in query["sql"] for query in rooms_alone.captured_queries)
    assert len(both) == len(rooms_alone) + 3

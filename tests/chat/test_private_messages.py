"""Messages of a private thread: their events, who changes them, unread, search, notices."""

from __future__ import annotations

import pytest

from tests.chat.cast import hearing
from tests.chat.private_cast import letter, opened, wrote
from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.chat import unread
from virtualcafe.chat.access import message_for
from virtualcafe.chat.actions import (
    delete_message,
    edit_message,
    pin_message,
    post_message,
    react,
    read_up_to,
)
from virtualcafe.chat.models import PrivateThread
from virtualcafe.chat.private import actions
from virtualcafe.chat.search.found import search
from virtualcafe.lib.errors import Forbidden, NotFound
from virtualcafe.notifications.models import Notification
from virtualcafe.notifications.wire import notification_object
from virtualcafe.realtime.models import Event, Stream
from virtualcafe.rooms.models import Room


@pytest.fixture(autouse=True)
def _rested() -> None:
    actions.new_threads.forget()


@pytest.fixture
def thread(alice: Person, bob: Person) -> PrivateThread:
    return opened(bob, alice)


def events(thread: PrivateThread) -> list[str]:
    rows = Event.objects.filter(stream=thread.stream_id).order_by("seq")
    return list(rows.values_list("type", flat=True))


def test_every_change_is_an_event_of_the_thread(
    alice: Person, bob: Person, thread: PrivateThread
) -> None:
    message = wrote(bob, thread)
    edit_message(bob, message.pk, content="Hello *Alice*", now=NOON)
    react(alice, message.pk, emoji="👍", on=True, now=NOON)
    pin_message(alice, message.pk, on=True, now=NOON)
    delete_message(bob, message.pk, now=NOON)
    assert events(thread) == [
        "private_message",
        "message_edited",
        "message_reaction",
        "message_pinned",
        "message_deleted",
    ]


@pytest.mark.django_db(transaction=True)
def test_the_others_hear_the_message_itself(alice: Person, bob: Person) -> None:
    thread = opened(bob, alice)
    with hearing() as heard:
        message = wrote(bob, thread, "Hello *Alice*")
    [told] = [frame for frame in heard if frame["type"] == "private_message"]
    assert (told["to"], told["stream"], told["seq"]) == (*[thread.stream.name] * 2, message.seq)
    assert told["message"]["html"] == "<p>Hello <em>Alice</em></p>"  # type: ignore[index]


def test_sent_again_it_is_the_same(bob: Person, thread: PrivateThread) -> None:
    sent = letter(bob, thread)
    first, second = post_message(sent, now=NOON), post_message(sent, now=NOON)
    assert second == first._replace(duplicate=True)


def test_only_its_author_deletes_it(
    alice: Person, bob: Person, charlie: Person, thread: PrivateThread
) -> None:
    message = wrote(bob, thread)
    with pytest.raises(Forbidden):
        delete_message(alice, message.pk, now=NOON)
    charlie.grant(Person.Role.ADMIN)
    for act in (
        lambda: delete_message(charlie, message.pk, now=NOON),
        lambda: message_for(charlie, message.pk, now=NOON),
        lambda: pin_message(charlie, message.pk, on=True, now=NOON),
    ):
        with pytest.raises(NotFound):
            act()


def test_unread_is_everything_of_the_other(
    alice: Person, bob: Person, thread: PrivateThread
) -> None:
    first = wrote(bob, thread)
    wrote(bob, thread)
    wrote(alice, thread)
    stream = Stream.objects.get(pk=thread.stream_id)
    counts = [unread.of_person(each.pk, [stream])[stream.name] for each in (alice, bob)]
    assert counts == [2, 1]
    assert read_up_to(alice.pk, stream, seq=first.seq, now=NOON) == 1
    assert read_up_to(alice.pk, stream, seq=99, now=NOON) == 0


def test_search_finds_it_for_the_two_alone(
    alice: Person, bob: Person, charlie: Person, thread: PrivateThread, room: Room
) -> None:
    message = wrote(bob, thread, "a secret about cinnamon")
    for person in (alice, bob):
        assert [hit["id"] for hit in search(person, "cinnamon", now=NOON).hits] == [message.pk]
    assert search(charlie, "cinnamon", now=NOON).hits == []


def test_the_other_is_told_once_until_they_read(
    alice: Person, bob: Person, thread: PrivateThread
) -> None:
    message = wrote(bob, thread)
    wrote(bob, thread)
    told = Notification.objects.get()
    assert (told.person, told.kind, told.read_at) == (alice, "private_message", None)
    assert told.data == {"thread": thread.pk, "username": "bob"}
    read_up_to(alice.pk, Stream.objects.get(pk=thread.stream_id), seq=message.seq, now=NOON)
    told.refresh_from_db()
    assert told.read_at == NOON
    wrote(bob, thread)
    again = Notification.objects.get()
    assert (again.pk, again.read_at) == (told.pk, None)


def test_what_is_told_names_nobodys_words(
    alice: Person, bob: Person, thread: PrivateThread
) -> None:
    wrote(bob, thread, "my number is 555")
    shown = notification_object(Notification.objects.get())
    assert (shown["text"], shown["url"]) == ("bob wrote to you.", f"/messages/{thread.pk}/")
    assert "555" not in str(shown)

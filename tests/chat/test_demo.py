"""The conversation of a demo café."""

from __future__ import annotations

from virtualcafe.accounts.models import Person
from virtualcafe.chat import demo
from virtualcafe.chat.models import Attachment, Message, PrivateThread
from virtualcafe.chat.wire import MessageObject, message_objects
from virtualcafe.lib import clock
from virtualcafe.rooms.models import Room


def test_filling_twice_adds_nothing(alice: Person, bob: Person, room: Room) -> None:
    for _ in range(2):
        demo.fill(room, [alice, bob], now=clock.now())
    told = _told(room)
    begun = [each for each in told if not each["thread"] and not each["reply_to"]]
    assert [each["content"] for each in begun] == list(demo.LINES)
    assert [each["created_at"] for each in begun] == sorted(
        str(each["created_at"]) for each in begun
    )
    assert Attachment.objects.count() == 1


def test_everything_that_hangs_on_messages_is_to_be_seen(
    alice: Person, bob: Person, room: Room
) -> None:
    demo.fill(room, [alice, bob], now=clock.now())
    told = _told(room)
    assert {each["sender"]["username"] for each in told} == {"alice", "bob"}
    assert any("<math" in each["html"] for each in told)
    assert any(each["reply_to"] for each in told)
    assert [each["thread_count"] for each in told if each["thread_count"]] == [len(demo.ANSWERS)]
    assert any(each["reactions"] for each in told)
    assert any(each["attachments"] for each in told)
    assert any(each["pinned"] for each in told)


def test_two_people_have_written_to_each_other(alice: Person, bob: Person) -> None:
    demo.write_letters(alice, bob, now=clock.now())
    thread = PrivateThread.objects.get()
    said = Message.objects.filter(stream=thread.stream).order_by("seq")
    assert [message.content for message in said] == list(demo.LETTERS)


def _told(room: Room) -> list[MessageObject]:
    return message_objects(list(Message.objects.filter(stream=room.stream).order_by("seq")))

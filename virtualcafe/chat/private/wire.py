"""A private thread as the protocol spells it, seen by one of its two people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from virtualcafe.accounts.wire import UserObject, user_object
from virtualcafe.chat import unread
from virtualcafe.chat.models import Message, PrivateThread
from virtualcafe.chat.wire import MessageObject, message_objects
from virtualcafe.lib import clock


class ThreadObject(TypedDict):
    """`user` is the other one; `last_message` the last that stands."""

    id: int
    stream: str
    user: UserObject
    last_message: MessageObject | None
    unread: int
    created_at: str | None
    last_seq: int


def thread_object(thread: PrivateThread, *, for_person: int) -> ThreadObject:
    return thread_objects([thread], for_person=for_person)[0]


def thread_objects(threads: Sequence[PrivateThread], *, for_person: int) -> list[ThreadObject]:
    """A constant number of queries for any number of threads, loaded with people and streams."""
    last = _last_messages(threads, for_person)
    counts = unread.of_person(for_person, [thread.stream for thread in threads])
    return [
        {
            "id": thread.pk,
            "stream": thread.stream.name,
            "user": user_object(thread.other(for_person)),
            "last_message": last.get(thread.stream.name),
            "unread": counts[thread.stream.name],
            "created_at": clock.iso(thread.created_at),
            "last_seq": thread.stream.last_seq,
        }
        for thread in threads
    ]


def _last_messages(threads: Sequence[PrivateThread], for_person: int) -> dict[str, MessageObject]:
    ids = [thread.last_message_id for thread in threads if thread.last_message_id]  # type: ignore[attr-defined]
    messages = list(Message.objects.with_people().filter(pk__in=ids))
    told = message_objects(messages, for_person=for_person)
    return {message["stream"]: message for message in told}

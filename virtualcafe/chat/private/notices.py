"""Telling somebody who isn't looking that they were written to: once, until they have read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from virtualcafe.accounts.models import Person
from virtualcafe.chat.models import PrivateThread
from virtualcafe.notifications import actions, kinds
from virtualcafe.notifications.models import Notification
from virtualcafe.realtime import leases

KIND = "private_message"


def register() -> None:
    kinds.register(
        KIND,
        sentence=lambda data: f"{data['username']} wrote to you.",
        url=lambda data: f"/messages/{data['thread']}/",
    )


def tell(letters: Iterable[tuple[PrivateThread, int]], *, now: datetime) -> None:
    """Each letter is a thread and who wrote in it. In the transaction of the messages, in the order
    of readers, so that two of them wait for each other and never deadlock."""
    waiting = {(thread.other(writer).pk, thread.pk): thread for thread, writer in letters}
    for (reader, _), thread in sorted(waiting.items()):
        if not _knows(reader, thread):
            _notify(thread, reader, now)


def clear(person_id: int, thread_id: int, *, now: datetime) -> None:
    """They have read it."""
    told = Notification.objects.of(person_id).unread().filter(key=_key(thread_id))
    if ids := list(told.values_list("pk", flat=True)):
        actions.mark_read(person_id, ids, now=now)


def _knows(reader: int, thread: PrivateThread) -> bool:
    """They look at the thread, or were told of it and haven't looked yet."""
    told = Notification.objects.of(reader).unread().filter(key=_key(thread.pk))
    return leases.is_present(f"private:{thread.pk}", reader) or told.exists()


def _notify(thread: PrivateThread, reader: int, now: datetime) -> None:
    [writer] = set(thread.parties) - {reader}
    username = Person.objects.values_list("username", flat=True).get(pk=writer)
    data = {"thread": thread.pk, "username": username}
    actions.notify(reader, KIND, data, key=_key(thread.pk), now=now)


def _key(thread_id: int) -> str:
    return f"private:{thread_id}"

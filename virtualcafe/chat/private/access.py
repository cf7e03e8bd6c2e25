"""May this person know of a private thread? Only the two whose thread it is; and whoever was
written to only from the first message on."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from virtualcafe.chat.models import PrivateThread, ReadMark
from virtualcafe.chat.models.private_thread import PrivateThreadQuerySet
from virtualcafe.lib.errors import NotFound
from virtualcafe.lib.ids import id_in

PREFIX = "private:"
NO_THREAD = "There is no such conversation."


def is_private(stream: str) -> bool:
    return stream.startswith(PREFIX)


def must_be_on() -> None:
    """An instance may do without private messages; then nothing of them is to be found."""
    if not settings.CAFE_PRIVATE_MESSAGES:
        raise NotFound(NO_THREAD)


def known_to(person_id: int) -> PrivateThreadQuerySet:
    """Their threads with people and streams. Who opens a thread is given a read mark in it, so an
    empty one is known to nobody else."""
    opened = ReadMark.objects.filter(stream=OuterRef("stream"), person=person_id)
    threads = PrivateThread.objects.of(person_id).select_related("first", "second", "stream")
    return threads.filter(Q(stream__last_seq__gt=0) | Exists(opened))


def thread_for(person_id: int, thread_id: int) -> PrivateThread:
    """Raises NotFound unless it is one of theirs."""
    must_be_on()
    thread = known_to(person_id).filter(pk=thread_id).first()
    if thread is None:
        raise NotFound(NO_THREAD)
    return thread


def may_listen(person_id: int, key: str) -> PrivateThread:
    """As `thread_for`, by what follows the colon in the stream's name."""
    number = thread_id_of(key)
    if number is None:
        raise NotFound(NO_THREAD)
    return thread_for(person_id, number)


def thread_id_of(key: str) -> int | None:
    """The only spelling of an id: `007` names no stream."""
    found = id_in(key)
    return found if str(found) == key else None

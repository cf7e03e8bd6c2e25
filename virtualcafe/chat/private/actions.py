"""Opening private threads, and closing those of somebody who goes for good."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from virtualcafe.accounts.models import Person
from virtualcafe.chat.models import PrivateThread, ReadMark
from virtualcafe.chat.private.access import PREFIX, must_be_on
from virtualcafe.chat.private.rights import refusal
from virtualcafe.lib.errors import BadRequest, RateLimited
from virtualcafe.lib.rates import Rates
from virtualcafe.realtime import log, rights
from virtualcafe.realtime.models import Stream

#: So many new threads a person may open in an hour; more is no conversation.
NEW_THREADS, NEW_THREADS_SECONDS = 20, 3_600
new_threads = Rates()


def open_thread(person: Person, other: Person, *, now: datetime) -> tuple[PrivateThread, bool]:
    """The thread of these two, and whether it is new. It stays unknown to the other until somebody
    writes. One that is there already can be opened whatever the rules say now.

    Raises NotFound where there are no private messages, BadRequest for oneself, Forbidden where
    nothing may be written, RateLimited."""
    must_be_on()
    if person.pk == other.pk:
        raise BadRequest("To write to yourself, take a piece of paper.")
    thread = _between(person, other)
    if thread is None or not _is_known(thread, person):
        _may_open(person, other, now)
        return _opened(person, other, now), True
    return thread, False


def close_threads_of(person: Person) -> None:
    """A thread belongs to two. When one of them deletes their account it goes with all that was
    said in it, in the caller's transaction."""
    for thread in PrivateThread.objects.of(person.pk).select_related("stream").order_by("pk"):
        other = thread.second_id if thread.first_id == person.pk else thread.first_id
        rights.revoke(other, stream=thread.stream.name, reason="closed")
        PrivateThread.objects.filter(pk=thread.pk).delete()
        log.end_stream(thread.stream)


def _between(person: Person, other: Person) -> PrivateThread | None:
    first, second = sorted((person.pk, other.pk))
    threads = PrivateThread.objects.select_related("first", "second", "stream")
    return threads.filter(first=first, second=second).first()


def _is_known(thread: PrivateThread, person: Person) -> bool:
    mark = ReadMark.objects.filter(stream=thread.stream_id, person=person)
    return bool(thread.stream.last_seq) or mark.exists()


def _may_open(person: Person, other: Person, now: datetime) -> None:
    if refused := refusal(person, other, now=now):
        raise refused
    if wait := new_threads.take(person.pk, amount=NEW_THREADS, seconds=NEW_THREADS_SECONDS):
        raise RateLimited(
            "That's many new conversations. Go on with the ones you have, or try again later.",
            retry_after=wait,
        )


def _opened(person: Person, other: Person, now: datetime) -> PrivateThread:
    """The mark is what makes the empty thread known to whoever opened it."""
    first, second = sorted((person, other), key=lambda each: each.pk)
    with transaction.atomic():
        thread = _between(person, other) or _made(first, second, now)
        _, new = ReadMark.objects.get_or_create(stream=thread.stream, person=person)
        if new and not thread.stream.last_seq and thread.created_at != now:
            thread.created_at = now  # that the other opened it before is theirs to know
            thread.save(update_fields=["created_at"])
    return thread


def _made(first: Person, second: Person, now: datetime) -> PrivateThread:
    """The stream is named after the thread and the thread needs the stream: it has another name
    for a moment that nobody sees. Who loses the race takes the winner's."""
    stream = Stream.objects.create(name=f"new:{uuid4()}")
    thread, new = PrivateThread.objects.get_or_create(
        first=first, second=second, defaults={"stream": stream, "created_at": now}
    )
    if not new:
        log.end_stream(stream)
        return thread
    stream.name = f"{PREFIX}{thread.pk}"
    stream.save(update_fields=["name"])
    return thread

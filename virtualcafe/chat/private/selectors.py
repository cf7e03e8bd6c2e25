"""Private threads as lists."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Count, Exists, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from virtualcafe.accounts.models import Person
from virtualcafe.chat.models import Message, PrivateThread, ReadMark
from virtualcafe.chat.private.access import known_to
from virtualcafe.chat.private.wire import ThreadObject, thread_object, thread_objects

#: So many conversations the page lists; the API pages through all.
MOST_LISTED = 100


def threads_of(person_id: int) -> QuerySet[PrivateThread]:
    """Their threads, annotated with what the wire tells; ordered by whoever asks."""
    standing = Message.objects.standing().filter(stream=OuterRef("stream")).order_by("-seq")
    return known_to(person_id).annotate(
        last_message_id=Subquery(standing.values("pk")[:1]),
        last_said_at=Coalesce(Subquery(standing.values("created_at")[:1]), F("created_at")),
    )


def listed(person_id: int) -> list[ThreadObject]:
    """The latest first."""
    latest = threads_of(person_id).order_by("-last_said_at", "-pk")
    return thread_objects(list(latest[:MOST_LISTED]), for_person=person_id)


def described(thread: PrivateThread, *, for_person: int) -> ThreadObject:
    return thread_object(threads_of(for_person).get(pk=thread.pk), for_person=for_person)


def streams_of(person: Person) -> list[int]:
    """The ids of the streams that search may look through for this person."""
    if not settings.CAFE_PRIVATE_MESSAGES:
        return []
    return list(known_to(person.pk).values_list("stream", flat=True))


def unread_threads(person_id: int) -> int:
    """In how many threads something waits to be read; one query, for every page."""
    return _waiting(person_id).count() if settings.CAFE_PRIVATE_MESSAGES else 0


def read_and_unread(person_id: int, stream_id: int) -> tuple[int | None, int]:
    """How far they have read a stream, and `unread_threads`, by one query."""
    mark = ReadMark.objects.filter(stream=stream_id, person=person_id).values("seq")
    waiting = _waiting(person_id).order_by().annotate(all=Value(1)).values("all")
    number = waiting.annotate(number=Count("pk")).values("number")
    row = Person.objects.filter(pk=person_id).values_list(
        Subquery(mark[:1]), Coalesce(Subquery(number, output_field=IntegerField()), 0)
    )
    read, threads = row.get()
    return read, threads if settings.CAFE_PRIVATE_MESSAGES else 0


def _waiting(person_id: int) -> QuerySet[PrivateThread]:
    marks = ReadMark.objects.filter(stream=OuterRef("stream"), person=person_id)
    threads = PrivateThread.objects.of(person_id).annotate(
        read=Coalesce(Subquery(marks.values("seq")[:1]), 0)
    )
    waiting = Message.objects.standing().filter(stream=OuterRef("stream"), seq__gt=OuterRef("read"))
    grown = threads.filter(stream__last_seq__gt=F("read"))
    return grown.filter(Exists(waiting.exclude(sender=person_id)))

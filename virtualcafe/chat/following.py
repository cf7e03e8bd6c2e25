"""Threads that a person follows: their own, those they said something in or are called in. What is
new in them is counted apart from the stream."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, TypedDict

from django.db.models import Count, F

from virtualcafe.chat.models import Message, ThreadMark
from virtualcafe.lib import bulk

#: Threads told of at once, those with the latest root first.
MOST_TOLD = 100


class ThreadUnread(TypedDict):
    """`thread` is the id of its root."""

    thread: int
    count: int


class Reply(Protocol):
    """A new message, in a thread or not."""

    @property
    def pk(self) -> int: ...
    @property
    def seq(self) -> int: ...
    @property
    def sender_id(self) -> int: ...
    @property
    def thread_id(self) -> int | None: ...


def follow(
    replies: Iterable[Reply], roots: Mapping[int, Message], called: Mapping[int, Iterable[int]]
) -> None:
    """Whoever wrote the root, answers or is called follows from here on; who does already keeps
    their mark. Messages outside of threads cost nothing."""
    rows: dict[tuple[int, int], int] = {}
    for reply in replies:
        if reply.thread_id is None:
            continue
        root = roots[reply.thread_id]
        rows.setdefault((root.pk, root.sender_id), root.seq)
        rows.setdefault((root.pk, reply.sender_id), reply.seq)
        for person in called.get(reply.pk, ()):
            rows.setdefault((root.pk, person), reply.seq - 1)
    if rows:
        marks = [(root, person, seq) for (root, person), seq in sorted(rows.items())]
        bulk.insert_new(ThreadMark, ("root", "person", "seq"), marks)


def unread_in(person_id: int, stream_id: int) -> list[ThreadUnread]:
    """Threads of this stream in which something of others waits; one query."""
    waiting = Message.objects.standing().filter(
        stream=stream_id,
        thread__thread_marks__person=person_id,
        seq__gt=F("thread__thread_marks__seq"),
    )
    counted = waiting.exclude(sender=person_id).values("thread").annotate(number=Count("pk"))
    rows = counted.order_by("-thread").values_list("thread", "number")[:MOST_TOLD]
    return [{"thread": thread, "count": number} for thread, number in rows if thread is not None]


def read_up_to(person_id: int, root: Message, *, seq: int) -> int:
    """Move the mark forward where there is one; how many remain."""
    marks = ThreadMark.objects.filter(root=root, person=person_id)
    marks.filter(seq__lt=seq).update(seq=seq)
    mark = marks.values_list("seq", flat=True).first()
    if mark is None:
        return 0
    later = Message.objects.standing().filter(thread=root, seq__gt=mark)
    return later.exclude(sender=person_id).count()

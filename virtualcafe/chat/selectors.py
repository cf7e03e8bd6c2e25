"""Messages as lists: a stream's history, and what a search finds."""

from __future__ import annotations

from typing import NamedTuple

from virtualcafe.chat.access import NO_MESSAGE
from virtualcafe.chat.models import Message, MessageQuerySet
from virtualcafe.chat.wire import MessageObject, message_objects
from virtualcafe.lib.errors import BadRequest, NotFound

PAGE = 50
MOST = 100


class History(NamedTuple):
    """Messages in rising seq, and whether there are older and newer ones; on the last page of a
    thread also its root."""

    messages: list[MessageObject]
    older: bool
    newer: bool
    root: MessageObject | None = None


def last_messages(
    stream_id: int, *, for_person: int | None = None, limit: int = PAGE
) -> list[MessageObject]:
    """The latest of a stream in rising seq, as wire objects; two queries."""
    return history(stream_id, for_person=for_person, limit=limit).messages


def history(
    stream_id: int,
    *,
    for_person: int | None = None,
    before: int | None = None,
    after: int | None = None,
    around: int | None = None,
    limit: int = PAGE,
    pinned: bool = False,
) -> History:
    """The last `limit` messages, those right before a seq, those right after one, or those on both
    sides of one. Raises BadRequest for more than one of these."""
    rows = Message.objects.filter(stream=stream_id)
    cut = _cut(rows.pinned() if pinned else rows, before, after, around, limit)
    return History(message_objects(cut.rows, for_person=for_person), cut.older, cut.newer)


def thread(
    root: Message,
    *,
    for_person: int | None = None,
    before: int | None = None,
    after: int | None = None,
    around: int | None = None,
    limit: int = PAGE,
) -> History:
    """What hangs under `root`, in pages as those of `history`. The last one has the root itself, so
    that who walks from page to page meets it once."""
    cut = _cut(Message.objects.filter(thread=root), before, after, around, limit)
    [told, *rest] = message_objects([root, *cut.rows], for_person=for_person)
    is_last = (before, after, around) == (None, None, None)
    return History(rest, cut.older, cut.newer, told if is_last else None)


class _Cut(NamedTuple):
    rows: list[Message]
    older: bool
    newer: bool


def _cut(
    rows: MessageQuerySet, before: int | None, after: int | None, around: int | None, limit: int
) -> _Cut:
    if [before, after, around].count(None) < 2:
        raise BadRequest("Ask for what was before, for what came after, or for what is around.")
    if around is not None:
        earlier = _before(rows, around, limit // 2)
        later = _after(rows, around - 1, limit - limit // 2)
        return _Cut([*earlier.rows, *later.rows], earlier.older, later.newer)
    return _before(rows, before, limit) if after is None else _after(rows, after, limit)


def _after(rows: MessageQuerySet, seq: int, limit: int) -> _Cut:
    found = list(
        rows.with_people().with_thread_sizes().filter(seq__gt=seq).order_by("seq")[: limit + 1]
    )
    return _Cut(found[:limit], older=True, newer=len(found) > limit)


def _before(rows: MessageQuerySet, seq: int | None, limit: int) -> _Cut:
    """Where no seq is given, the last ones."""
    rows = rows if seq is None else rows.filter(seq__lt=seq)
    found = list(rows.with_people().with_thread_sizes().order_by("-seq")[: limit + 1])
    return _Cut(found[:limit][::-1], older=len(found) > limit, newer=seq is not None)


def around(
    stream_id: int, message_id: int, *, for_person: int | None = None, limit: int = PAGE
) -> History:
    """The page in whose middle a message of this stream stands. Raises NotFound."""
    seq = seq_of(stream_id, message_id)
    return history(stream_id, for_person=for_person, around=seq, limit=limit)


def seq_of(stream_id: int, message_id: int) -> int:
    """Raises NotFound for a message of another stream."""
    rows = Message.objects.filter(stream=stream_id, pk=message_id)
    seq = rows.values_list("seq", flat=True).first()
    if seq is None:
        raise NotFound(NO_MESSAGE)
    return seq

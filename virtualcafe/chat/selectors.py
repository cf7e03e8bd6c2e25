"""Messages as lists: a stream's history, and what a search finds."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet

from virtualcafe.accounts.models import Person
from virtualcafe.chat.access import seated_room
from virtualcafe.chat.models import Message
from virtualcafe.chat.wire import MessageObject, message_objects
from virtualcafe.lib.errors import BadRequest
from virtualcafe.rooms import selectors as rooms

PAGE = 50
MOST = 100
LONGEST_SEARCH = 100


class History(NamedTuple):
    """Messages in rising seq, and whether there are older and newer ones."""

    messages: list[MessageObject]
    older: bool
    newer: bool


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
    limit: int = PAGE,
) -> History:
    """The last `limit` messages, those right before a seq, or those right after one."""
    if before is not None and after is not None:
        raise BadRequest("Ask for what was before, or for what came after.")
    rows = Message.objects.with_people().filter(stream=stream_id)
    if after is not None:
        found = list(rows.filter(seq__gt=after).order_by("seq")[: limit + 1])
        shown, older, newer = found[:limit], True, len(found) > limit
    else:
        rows = rows if before is None else rows.filter(seq__lt=before)
        found = list(rows.order_by("-seq")[: limit + 1])
        shown, older, newer = found[:limit][::-1], len(found) > limit, before is not None
    return History(message_objects(shown, for_person=for_person), older, newer)


def search(
    person: Person, q: str, *, now: datetime, room_id: int | None = None
) -> QuerySet[Message]:
    """Standing messages that hold `q`, whatever its case, in the lounge and the rooms this person
    sits in now; or in one of those. Raises BadRequest, and NotFound or Forbidden for a room."""
    q = q.strip()
    if not q or len(q) > LONGEST_SEARCH or "\x00" in q:
        raise BadRequest(
            f"Search for 1 to {LONGEST_SEARCH} characters.",
            fields={"q": ["Too short or too long."]},
        )
    found = Message.objects.standing().with_people().filter(_holds(q))
    return found.filter(stream__in=_streams_of(person, now, room_id))


def _streams_of(person: Person, now: datetime, room_id: int | None) -> list[int]:
    if room_id is not None:
        return [seated_room(person, room_id, now=now).stream_id]
    seated = [*rooms.seated_in(person, now=now), rooms.lounge()]
    return [room.stream_id for room in seated if room is not None]


def _holds(q: str) -> Q:
    """Databases fold the case of ASCII; the usual spellings of other letters are asked for."""
    holds = Q()
    for spelling in {q, q.lower(), q.upper(), q.capitalize(), q.title()}:
        holds |= Q(content__icontains=spelling)
    return holds

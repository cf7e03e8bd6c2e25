"""Searching: in streams that the person may listen to now, the newest first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple, TypedDict

from django.db import connection

from virtualcafe.accounts.models import Person
from virtualcafe.chat.access import seated_room
from virtualcafe.chat.models import Message
from virtualcafe.chat.private import selectors as private
from virtualcafe.chat.private.access import thread_for
from virtualcafe.chat.search.index import TABLE
from virtualcafe.chat.search.query import Query, in_postgresql, in_sqlite, parsed
from virtualcafe.chat.search.snippets import Piece, snippet
from virtualcafe.chat.wire import MessageObject, message_objects
from virtualcafe.lib import markdown
from virtualcafe.lib.errors import BadRequest
from virtualcafe.rooms import selectors as rooms
from virtualcafe.rooms.access import kept_out
from virtualcafe.rooms.models import Room

PAGE = 50
LONGEST = 100

#: Streams to look in, with their rooms; a private thread has none.
Places = Mapping[int, Room | None]


class RoomOfHit(TypedDict):
    id: int
    code: str
    name: str


class Hit(MessageObject):
    """`snippet` is plain text in pieces; `room` is null in a private thread."""

    snippet: list[Piece]
    room: RoomOfHit | None


class Found(NamedTuple):
    """Hits from the newest to the oldest, and whether there are more on either side."""

    hits: list[Hit]
    older: bool
    newer: bool


def search(
    person: Person,
    q: str,
    *,
    now: datetime,
    room_id: int | None = None,
    thread_id: int | None = None,
    before: int | None = None,
    after: int | None = None,
    limit: int = PAGE,
) -> Found:
    """Standing messages that hold all words of `q`, before or after the message with an id.

    Raises BadRequest for no `q` or too long a one, NotFound or Forbidden for the room."""
    query = _checked(q)
    places = _places(person, now, room_id, thread_id)
    sender = _sender_id(query.sender) if query.sender else None
    if query.is_empty or not places or (query.sender and sender is None):
        return Found([], older=False, newer=False)
    ids = _ids(query, places, sender, before=before, after=after, most=limit + 1)
    shown = sorted(ids[:limit], reverse=True)
    hits = _hits(shown, query, places, person.pk)
    more = len(ids) > limit
    return Found(hits, more or after is not None, more if after is not None else before is not None)


def _checked(q: str) -> Query:
    q = q.strip()
    if not q or len(q) > LONGEST or "\x00" in q:
        raise BadRequest(
            f"Search for 1 to {LONGEST} characters.", fields={"q": ["Too short or too long."]}
        )
    return parsed(q)


def _places(person: Person, now: datetime, room_id: int | None, thread_id: int | None) -> Places:
    if thread_id is not None:
        return {thread_for(person.pk, thread_id).stream_id: None}
    if room_id is not None:
        room = seated_room(person, room_id, now=now)
        return {room.stream_id: room}
    seated, lounge = rooms.seated_in(person, now=now), rooms.lounge()
    if lounge is not None and not kept_out(person, lounge, now=now):
        seated.append(lounge)
    places: dict[int, Room | None] = {room.stream_id: room for room in seated}
    return places | dict.fromkeys(private.streams_of(person))


def _sender_id(username: str) -> int | None:
    return Person.objects.named(username).values_list("pk", flat=True).first()


def _ids(
    query: Query,
    places: Collection[int],
    sender_id: int | None,
    *,
    before: int | None,
    after: int | None,
    most: int,
) -> list[int]:
    """By the index alone. Those right before an id come from the highest down, those right after
    one from the lowest up."""
    is_sqlite = connection.vendor == "sqlite"
    spelled = in_sqlite if is_sqlite else in_postgresql
    key = "rowid" if is_sqlite else "message_id"
    holds = f"{TABLE} MATCH %s" if is_sqlite else "words @@ %s::tsquery"
    values: list[str | int] = [spelled(query, streams=places, sender_id=sender_id)]
    for sign, bound in (("<", before), (">", after)):
        if bound is not None:
            holds += f" AND {key} {sign} %s"
            values.append(bound)
    order = "ASC" if after is not None else "DESC"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key} FROM {TABLE} WHERE {holds} ORDER BY {key} {order} LIMIT %s",
            [*values, most],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _hits(ids: Collection[int], query: Query, places: Places, person_id: int) -> list[Hit]:
    """The streams are asked once more, of the rows themselves."""
    found = Message.objects.standing().with_people().filter(stream__in=places).in_bulk(ids)
    messages = [found[pk] for pk in ids if pk in found]
    told = message_objects(messages, for_person=person_id)
    return [
        {
            **described,
            "snippet": snippet(markdown.covered(message.content), query.phrases),
            "room": _room(places[message.stream_id]),
        }
        for message, described in zip(messages, told, strict=True)
    ]


def _room(room: Room | None) -> RoomOfHit | None:
    return {"id": room.pk, "code": room.code, "name": room.name} if room else None

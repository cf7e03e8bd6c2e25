"""Calling people by @name: who may be called where, who was, and that they hear of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from django.db.models.functions import Lower

from virtualcafe.accounts.models import Block, Person
from virtualcafe.chat.models import Mention, MessageQuerySet, PrivateThread
from virtualcafe.lib import bulk, clock, markdown
from virtualcafe.notifications import kinds
from virtualcafe.notifications.actions import mark_read, notify, withdraw
from virtualcafe.notifications.models import Notification
from virtualcafe.realtime.models import Stream
from virtualcafe.rooms.access import Pair, barred_from
from virtualcafe.rooms.models import Membership, Room

KIND = "mention"
#: The id under which everybody in the room is called; no person has it.
ALL = 0
NAMES_OF_ALL = frozenset({"everyone", "room"})
#: Of one message; more names than that are words.
MOST_CALLED = 20

#: Names in lower case and the ids that they call.
Names = Mapping[str, int]


class Spoken(Protocol):
    """A message that has its row."""

    @property
    def pk(self) -> int: ...
    @property
    def stream(self) -> Stream: ...
    @property
    def sender_id(self) -> int: ...
    @property
    def html(self) -> str: ...


def register() -> None:
    kinds.register(
        KIND,
        sentence=lambda data: f"{data['username']} mentioned you in {data['room']}.",
        url=lambda data: f"/rooms/{data['code']}/?message={data['message']}",
    )


def names_in(said: Iterable[tuple[int, str, str]]) -> dict[Pair, Names]:
    """Whom each (person id, stream, content) may call: only who may read the stream. Text without
    an `@` costs no query."""
    wanted: dict[Pair, set[str]] = {}
    for person_id, stream, content in said:
        if names := markdown.names(content):
            wanted.setdefault((person_id, stream), set()).update(names)
    if not wanted:
        return {}
    people = _named(set().union(*wanted.values()))
    rooms = _rooms({stream for _, stream in wanted})
    hearing = _hearing({stream for _, stream in wanted}, rooms, set(people.values()))
    return {
        pair: _called(pair, names, people, hearing, rooms.get(pair[1]))
        for pair, names in wanted.items()
    }


def call(messages: Sequence[Spoken], *, now: datetime) -> dict[int, set[int]]:
    """Keep whom these new messages call, and tell them; by message. Messages that call nobody cost
    nothing."""
    calling = {each.pk: each for each in messages if "data-person=" in each.html}
    if not calling:
        return {}
    called = _called_by(calling.values())
    rows = [(pk, person) for pk, people in called.items() for person in sorted(people)]
    bulk.insert_new(Mention, ("message", "person"), rows)
    _tell(calling, called, now)
    return called


def call_anew(message: Spoken, *, now: datetime) -> None:
    """An edit: who is not called any more forgets it, who is new in it is told."""
    before = set(Mention.objects.filter(message=message.pk).values_list("person", flat=True))
    called = _called_by([message])[message.pk]
    forget(message.pk, before - called)
    rows = [(message.pk, person) for person in sorted(called - before)]
    bulk.insert_new(Mention, ("message", "person"), rows)
    _tell({message.pk: message}, {message.pk: called - before}, now)


def forget(message_id: int, people: Collection[int] | None = None) -> None:
    """These people, or all, are not called in it, and don't hear that they were."""
    mentions = Mention.objects.filter(message=message_id)
    mentions = mentions if people is None else mentions.filter(person__in=people)
    if gone := list(mentions.values_list("person", flat=True)):
        mentions.delete()
        withdraw(gone, key_of(message_id))


def clear(person_id: int, read: MessageQuerySet, *, now: datetime) -> None:
    """They have seen these messages. Asks once where nothing waits for them."""
    waiting = Notification.objects.of(person_id).unread().filter(kind=KIND)
    told = {row.data["message"]: row.pk for row in waiting}
    seen = read.filter(pk__in=told).values_list("pk", flat=True) if told else ()
    if ids := [told[pk] for pk in seen]:
        mark_read(person_id, ids, now=now)


def key_of(message_id: int) -> str:
    return f"{KIND}:{message_id}"


def _named(names: Collection[str]) -> dict[str, int]:
    active = Person.objects.filter(is_active=True).annotate(lower=Lower("username"))
    return dict(active.filter(lower__in=names).values_list("lower", "pk"))


def _rooms(streams: Collection[str]) -> dict[str, Room]:
    rooms = Room.objects.filter(stream__name__in=streams)
    return {room.stream_name: room for room in rooms}


def _hearing(
    streams: Collection[str], rooms: Mapping[str, Room], people: Collection[int]
) -> set[tuple[str, int]]:
    """Who of these may read which of these streams; in the lounge everybody."""
    seats = Membership.objects.filter(room__in=rooms.values(), person__in=people)
    codes = {room.pk: name for name, room in rooms.items()}
    hearing = {(codes[room], person) for room, person in seats.values_list("room", "person")}
    for name, room in rooms.items():
        if room.is_lounge:
            hearing |= {(name, pk) for pk in set(people) - barred_from(room, now=clock.now())}
    private = set(streams) - rooms.keys()
    if private:
        threads = PrivateThread.objects.filter(stream__name__in=private).select_related("stream")
        hearing |= {(each.stream.name, pk) for each in threads for pk in each.parties}
    return hearing


def _called(
    pair: Pair,
    names: Collection[str],
    people: Names,
    hearing: Collection[tuple[str, int]],
    room: Room | None,
) -> Names:
    person_id, stream = pair
    known = sorted(name for name in names if (stream, people.get(name)) in hearing)
    called = {name: people[name] for name in known[:MOST_CALLED]}
    if room is not None and room.host_id == person_id:
        called |= dict.fromkeys(NAMES_OF_ALL & set(names), ALL)
    return called


def _called_by(messages: Collection[Spoken]) -> dict[int, set[int]]:
    """Not oneself, and nobody who wants nothing of the sender, or of whom the sender doesn't."""
    called = {each.pk: set(markdown.mentioned(each.html)) for each in messages}
    for each in messages:
        if ALL in called[each.pk]:
            called[each.pk] |= _members(each.stream)
        called[each.pk] -= {ALL, each.sender_id}
    apart = _apart({pk for people in called.values() for pk in people}, messages)
    for each in messages:
        called[each.pk] -= {pk for pair in apart if each.sender_id in pair for pk in pair}
    return called


def _members(stream: Stream) -> set[int]:
    seats = Membership.objects.filter(room__stream=stream.pk, person__is_active=True)
    return set(seats.values_list("person", flat=True))


def _apart(called: set[int], messages: Iterable[Spoken]) -> set[frozenset[int]]:
    """Pairs of people of whom one blocks the other."""
    if not called:
        return set()
    people = called | {each.sender_id for each in messages}
    blocks = Block.objects.filter(person__in=people, blocked__in=people)
    return {frozenset(pair) for pair in blocks.values_list("person", "blocked")}


def _tell(
    messages: Mapping[int, Spoken], called: Mapping[int, Collection[int]], now: datetime
) -> None:
    """Of a private thread they hear anyway."""
    told = {pk: people for pk, people in called.items() if people}
    if not told:
        return
    rooms = _rooms({messages[pk].stream.name for pk in told})
    senders = {messages[pk].sender_id for pk in told}
    names = dict(Person.objects.filter(pk__in=senders).values_list("pk", "username"))
    for pk, people in told.items():
        message = messages[pk]
        if room := rooms.get(message.stream.name):
            data = {
                "username": names[message.sender_id],
                "room": room.name,
                "code": room.code,
                "message": pk,
            }
            notify(people, KIND, data, key=key_of(pk), now=now)

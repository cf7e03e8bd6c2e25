"""How many messages of a stream a person has not read: other people's standing ones above their
mark, or since they joined where they never read. A value, told at most once a second a stream."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from typing import NamedTuple, NotRequired, TypedDict, cast

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from virtualcafe.chat import following
from virtualcafe.chat.following import ThreadUnread
from virtualcafe.chat.models import Mention, Message, PrivateThread, ReadMark
from virtualcafe.chat.private.access import is_private
from virtualcafe.lib import clock
from virtualcafe.lib.schedule import every
from virtualcafe.realtime import frames, leases, publish
from virtualcafe.realtime.bus import Broadcast, spread
from virtualcafe.realtime.models import Stream
from virtualcafe.rooms.access import barred_from
from virtualcafe.rooms.models import Membership, Room

EVENT = "unread"
#: "More than you will read": nobody counts further, and no query looks further.
MOST = 1_000
#: Streams that grew since the last round; beyond that the next round misses some values.
MAX_STIRRED = 10_000

#: How far each of these people has read, if ever, and since when they are in the room.
Readers = Mapping[int, tuple[int | None, datetime | None]]

_stirred: set[str] = set()
#: Who read on in which stream since the last round; bounded as the others.
_read_on: set[tuple[int, str]] = set()


class Line(NamedTuple):
    """What counting needs of a message."""

    seq: int
    sender_id: int
    created_at: datetime


class Value(TypedDict):
    """What a person is told of a stream. `threads`, those they follow in which something waits, is
    told only to one person alone."""

    stream: str
    count: int
    mentions: int
    threads: NotRequired[list[ThreadUnread]]


class State(Value):
    """The same for a newcomer, with where to begin reading."""

    first_seq: int | None


def of_person(person_id: int, streams: Sequence[Stream]) -> dict[str, int]:
    """The unread count of each of these streams, by name; three queries for any number."""
    counted = _waiting(person_id, streams).values("stream__name").annotate(number=Count("pk"))
    found = dict(counted.values_list("stream__name", "number"))
    return {stream.name: min(found.get(stream.name, 0), MOST) for stream in streams}


def value_of(person_id: int, stream: Stream) -> Value:
    return _without_first(state_of(person_id, stream))


def state_of(person_id: int, stream: Stream) -> State:
    """Four queries."""
    calls = Exists(Mention.objects.filter(message=OuterRef("pk"), person=person_id))
    waiting = _waiting(person_id, [stream]).aggregate(
        count=Count("pk"), mentions=Count("pk", filter=calls), first=Min("seq")
    )
    return {
        "stream": stream.name,
        "count": min(waiting["count"], MOST),
        "mentions": waiting["mentions"],
        "threads": following.unread_in(person_id, stream.pk),
        "first_seq": waiting["first"],
    }


def _without_first(state: State) -> Value:
    return {name: value for name, value in state.items() if name != "first_seq"}  # type: ignore[return-value]


def _waiting(person_id: int, streams: Sequence[Stream]) -> QuerySet[Message]:
    """The messages that a person has not read, of those that are counted at all; two queries."""
    marks = _never_read(streams, person_id) | _marks(streams, [person_id])
    joined = dict(
        Membership.objects.filter(person=person_id, room__stream__in=streams).values_list(
            "room__stream", "joined_at"
        )
    )
    lines = (
        (stream, _line(marks.get((stream.pk, person_id)), joined.get(stream.pk)))
        for stream in streams
    )
    above = [
        Q(stream=stream, seq__gt=stream.last_seq - 2 * MOST) & line
        for stream, line in lines
        if line is not None
    ]
    if not above:
        return Message.objects.none()
    # Nothing else in the row of ORs, or SQLite wouldn't use the index of a stream's messages.
    found = Message.objects.standing().filter(reduce(or_, above))
    return found.exclude(sender=person_id).order_by()


def greet(person_id: int, stream: Stream) -> State:
    """How it is for this person now, and the value for all their tabs."""
    state = state_of(person_id, stream)
    value = _without_first(state)
    publish.send(f"user:{person_id}", EVENT, cast("dict[str, object]", value))
    return state


def stir(streams: Iterable[str]) -> None:
    """These have new messages; the next round tells who should know."""
    if len(_stirred) < MAX_STIRRED:
        _stirred.update(streams)


def read_on(person_id: int, stream: Stream) -> int:
    """How many remain. All tabs of this person hear of it with the next round, however fast they
    read."""
    if len(_read_on) < MAX_STIRRED:
        _read_on.add((person_id, stream.name))
    return value_of(person_id, stream)["count"]


@every(seconds=1)
def tell_everybody() -> None:
    names = {_stirred.pop() for _ in range(len(_stirred))}
    readers = {_read_on.pop() for _ in range(len(_read_on))}
    try:
        if names:
            _tell_of(names, but=readers)
        _tell_readers(readers)
    except Exception:
        stir(names)
        _read_on.update(readers)
        raise


def _tell_readers(readers: set[tuple[int, str]]) -> None:
    """Each alone, with the threads that wait for them."""
    if not readers:
        return
    streams = Stream.objects.filter(name__in={name for _, name in readers}).in_bulk(
        field_name="name"
    )
    for person_id, name in readers:
        if name in streams:
            greet(person_id, streams[name])


def _tell_of(names: set[str], *, but: set[tuple[int, str]]) -> None:
    """`but`: who is told alone."""
    live = leases.live(clock.real_now())
    connected = set(live.values_list("person_id", flat=True).distinct())
    for room in Room.objects.filter(stream__name__in=names).select_related("stream"):
        _tell_room(room, connected - _of_stream(but, room.stream))
    for thread in _private_threads(filter(is_private, names)):
        _tell_thread(thread, connected - _of_stream(but, thread.stream))


def _of_stream(readers: set[tuple[int, str]], stream: Stream) -> set[int]:
    return {person_id for person_id, name in readers if name == stream.name}


def _private_threads(streams: Iterable[str]) -> Iterable[PrivateThread]:
    names = list(streams)
    threads = PrivateThread.objects.filter(stream__name__in=names).select_related("stream")
    return threads if names else []


def _tell_thread(thread: PrivateThread, connected: set[int]) -> None:
    stream = thread.stream
    for person in connected & set(thread.parties):
        greet(person, stream)


def _tell_room(room: Room, connected: Collection[int]) -> None:
    readers = _readers(room, connected)
    counts = _counts_in(room, readers)
    called = _called_in(
        room, {person: readers[person] for person, count in counts.items() if count}
    )
    told = {person: (count, called[person]) for person, count in counts.items()}
    frame = {
        value: frames.event(EVENT, room.stream_name, None, _value(room.stream_name, *value))
        for value in set(told.values())
    }
    spread([Broadcast(f"user:{person}", frame[value]) for person, value in told.items()])


def of_room(room: Room, people: Collection[int]) -> dict[int, int]:
    """The counts of those of these people who are members, or in the lounge have read before:
    three queries for any number of them."""
    return _counts_in(room, _readers(room, people))


def _readers(room: Room, people: Collection[int]) -> Readers:
    joined = dict(
        Membership.objects.filter(room=room, person__in=people).values_list("person", "joined_at")
    )
    marks = {person: seq for (_, person), seq in _marks([room.stream], people).items()}
    counted = set(people) - barred_from(room, now=clock.now()) if room.is_lounge else joined
    return {person: (marks.get(person), joined.get(person)) for person in counted}


def _counts_in(room: Room, readers: Readers) -> dict[int, int]:
    lowest = min((mark or 0 for mark, _ in readers.values()), default=0)
    return _counts(_newest(room.stream, above=lowest), readers)


def _called_in(room: Room, readers: Readers) -> Counter[int]:
    """How many unread messages call each of these people; one query."""
    standing = Mention.objects.filter(message__stream=room.stream, message__deleted_at=None)
    recent = standing.filter(message__seq__gt=room.stream.last_seq - MOST, person__in=readers)
    rows = recent.values_list("person", "message__seq", "message__created_at")
    return Counter(
        person for person, seq, said_at in rows if _is_above(seq, said_at, *readers[person])
    )


def _is_above(seq: int, said_at: datetime, mark: int | None, joined: datetime | None) -> bool:
    return seq > mark if mark is not None else joined is not None and said_at >= joined


def _newest(stream: Stream, *, above: int) -> list[Line]:
    rows = Message.objects.standing().filter(stream=stream, seq__gt=above).order_by("-seq")
    newest = [Line(*row) for row in rows.values_list("seq", "sender", "created_at")[:MOST]]
    return newest[::-1]


def _counts(lines: list[Line], people: Readers) -> dict[int, int]:
    """Bisection, because a room may hold a thousand people who are a thousand messages behind."""
    seqs = [line.seq for line in lines]
    own: defaultdict[int, list[int]] = defaultdict(list)
    for line in lines:
        own[line.sender_id].append(line.seq)

    def behind(person: int, mark: int | None, joined: datetime | None) -> int:
        if mark is None and joined is None:
            return 0
        if mark is None:
            at = bisect_left(lines, joined, key=lambda line: line.created_at)
            mark = seqs[at] - 1 if at < len(seqs) else seqs[-1] if seqs else 0
        mine = own.get(person, [])
        return len(seqs) - bisect_right(seqs, mark) - (len(mine) - bisect_right(mine, mark))

    return {person: behind(person, *known) for person, known in people.items()}


def _line(mark: int | None, joined: datetime | None) -> Q | None:
    if mark is not None:
        return Q(seq__gt=mark)
    return None if joined is None else Q(created_at__gte=joined)


def _never_read(streams: Sequence[Stream], person_id: int) -> dict[tuple[int, int], int]:
    """In a private thread all of it is for the person from the beginning."""
    threads = (stream for stream in streams if is_private(stream.name))
    return {(stream.pk, person_id): 0 for stream in threads}


def _marks(streams: Sequence[Stream], people: Collection[int]) -> dict[tuple[int, int], int]:
    rows = ReadMark.objects.filter(stream__in=streams, person__in=people)
    return {
        (stream, person): seq for stream, person, seq in rows.values_list("stream", "person", "seq")
    }


def _value(stream: str, count: int, mentions: int) -> dict[str, object]:
    return {"stream": stream, "count": count, "mentions": mentions}

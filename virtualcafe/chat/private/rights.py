"""May this person write to that one? Asked at each message, not only when the thread is opened.

Who was blocked, or isn't wanted for any other reason, is told the same sentence: that they can't
write to this person, and not why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from django.conf import settings

from virtualcafe.accounts.models import Block, Person
from virtualcafe.chat.models import PrivateThread, ReadMark
from virtualcafe.chat.private.access import NO_THREAD, PREFIX, thread_id_of
from virtualcafe.lib.errors import CafeError, Forbidden, NotFound
from virtualcafe.rooms.access import Pair
from virtualcafe.rooms.models import Membership, Room

#: Who writes, and who would read it.
Letter = tuple[int, int]


class Ties(NamedTuple):
    """What stands between people: who blocks whom, and who sits in a room with whom."""

    blocks: set[Letter]
    tables: dict[int, set[int]]

    def share_a_room(self, one: int, other: int) -> bool:
        return not self.tables[one].isdisjoint(self.tables[other])


def posting_rights(
    pairs: Collection[Pair], *, now: datetime
) -> dict[Pair, PrivateThread | CafeError]:
    """For each (person id, `private:<id>`): the thread they may write in, or the refusal. At most
    four queries for any number, none for no pairs."""
    if not pairs or not settings.CAFE_PRIVATE_MESSAGES:
        return dict.fromkeys(pairs, NotFound(NO_THREAD))
    threads = _threads(pairs)
    parties = {thread.first_id for thread in threads.values()}
    parties |= {thread.second_id for thread in threads.values()}
    ties = _ties(parties, now)
    return {pair: _right(pair, threads.get(pair), ties) for pair in pairs}


def refusal(writer: Person, reader: Person, *, now: datetime) -> CafeError | None:
    """Why `writer` may not write to `reader` now."""
    return _refusal(writer, reader, _ties({writer.pk, reader.pk}, now))


def _threads(pairs: Collection[Pair]) -> dict[Pair, PrivateThread]:
    """The thread of each pair, where it is known to the person."""
    ids = {thread_id_of(stream.removeprefix(PREFIX)) for _, stream in pairs}
    threads = PrivateThread.objects.select_related("first", "second", "stream")
    found = {thread.stream.name: thread for thread in threads.filter(pk__in=ids - {None})}
    marks = _marks(thread for thread in found.values() if not thread.stream.last_seq)
    return {
        (person, stream): found[stream]
        for person, stream in pairs
        if stream in found
        and person in found[stream].parties
        and (found[stream].stream.last_seq or (person, stream) in marks)
    }


def _marks(empty: Iterable[PrivateThread]) -> set[Pair]:
    streams = [thread.stream_id for thread in empty]
    if not streams:
        return set()
    marks = ReadMark.objects.filter(stream__in=streams)
    return set(marks.values_list("person", "stream__name"))


def _right(pair: Pair, thread: PrivateThread | None, ties: Ties) -> PrivateThread | CafeError:
    if thread is None:
        return NotFound(NO_THREAD)
    reader = thread.other(pair[0])
    return _refusal(thread.other(reader.pk), reader, ties) or thread


def _refusal(writer: Person, reader: Person, ties: Ties) -> CafeError | None:
    if (writer.pk, reader.pk) in ties.blocks:
        return Forbidden(f"You blocked {reader.username}. Unblock them to write again.")
    strangers = not ties.share_a_room(writer.pk, reader.pk)
    if strangers and writer.must_verify:
        return Forbidden(
            "Confirm your e-mail address first. Until then you can write to people you share a "
            "room with."
        )
    wanted = reader.availability
    if (
        not reader.is_active
        or (reader.pk, writer.pk) in ties.blocks
        or wanted == Person.Availability.NOBODY
        or (wanted == Person.Availability.ROOMS and strangers)
    ):
        return Forbidden(f"{reader.username} can't be written to.")
    return None


def _ties(people: Collection[int], now: datetime) -> Ties:
    blocks = Block.objects.filter(person__in=people, blocked__in=people)
    seats = Membership.objects.filter(person__in=people, room__in=Room.objects.alive(now))
    tables: defaultdict[int, set[int]] = defaultdict(set)
    for person, room in seats.values_list("person", "room"):
        tables[person].add(room)
    return Ties(set(blocks.values_list("person", "blocked")), tables)

"""The log: the stream itself. A broadcast is only a hint that it grew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import F

from virtualcafe.lib import bulk, clock
from virtualcafe.realtime import frames
from virtualcafe.realtime.bus import Broadcast, spread
from virtualcafe.realtime.models import Event, History, Lease, Stream

Data = Mapping[str, object]
Hydrator = Callable[[list[Data]], list[Data]]

_hydrators: dict[str, Hydrator] = {}
_COLUMNS = ("stream", "seq", "type", "data", "created_at")


class Entry(NamedTuple):
    seq: int
    frame: bytes


class Writing(NamedTuple):
    """Numbered events of one stream. `live`: the fields to broadcast, in the same order, where the
    writer has at hand what a hydrator would read again."""

    stream: Stream
    numbered: list[tuple[int, tuple[str, Data]]]
    live: list[Data] | None = None


def hydrates(kind: str, hydrator: Hydrator) -> None:
    """Events of this type store a reference; `hydrator` turns a page of those into their fields."""
    _hydrators[kind] = hydrator


def open_stream(name: str) -> Stream:
    return Stream.objects.get_or_create(name=name)[0]


def end_stream(stream: Stream) -> None:
    """Delete it with all that stands in it, inside a transaction. Under its row's lock, as all
    writing is: who waits to write finds it gone, and leaves nothing behind without a stream."""
    Lease.objects.filter(stream=stream.name).delete()
    Stream.objects.select_for_update().filter(pk=stream.pk).first()
    stream.delete()


def append(stream: str, *events: tuple[str, Data]) -> list[int]:
    """Number and store events, inside a transaction; after the commit they are broadcast.

    Raising `last_seq` locks the stream's row, so seq order is commit order and a rollback leaves
    no gap. Returns the seqs. An unknown stream is opened.
    """
    last = _raise(stream, by=len(events))
    seqs = list(range(last.last_seq - len(events) + 1, last.last_seq + 1))
    _store([Writing(last, list(zip(seqs, events, strict=True)))])
    return seqs


def _raise(name: str, *, by: int) -> Stream:
    """One locking UPDATE; the row is made on the way when the stream is new."""
    if not Stream.objects.filter(name=name).update(last_seq=F("last_seq") + by):
        open_stream(name)
        Stream.objects.filter(name=name).update(last_seq=F("last_seq") + by)
    return Stream.objects.get(name=name)


def write_all(writings: list[Writing], *, beside: Iterable[bulk.Statement] = ()) -> None:
    """Store events whose numbers the caller has counted up in streams it has locked, and keep the
    streams' tops. `beside` are other statements of the same transaction, which then cost no round
    trip of their own."""
    _store(writings, before=[*beside, *_raising({writing.stream for writing in writings})])


def _store(writings: list[Writing], *, before: Iterable[bulk.Statement] = ()) -> None:
    now = clock.real_now()
    rows = [
        (writing.stream.id, seq, kind, data, now)
        for writing in writings
        for seq, (kind, data) in writing.numbered
    ]
    bulk.run([*before, *bulk.inserting(Event, _COLUMNS, rows)])
    # Robust: what is committed must be answered, even if the hint about it fails.
    transaction.on_commit(
        lambda: spread([each for one in writings for each in _broadcasts(one)]), robust=True
    )


def _raising(streams: Iterable[Stream]) -> Iterable[bulk.Statement]:
    table = connection.ops.quote_name(Stream._meta.db_table)
    for stream in streams:
        yield f"UPDATE {table} SET last_seq = %s WHERE id = %s", [stream.last_seq, stream.pk]


def _broadcasts(writing: Writing) -> list[Broadcast]:
    name, numbered = writing.stream.name, writing.numbered
    fields = writing.live or _hydrated([event for _, event in numbered])
    return [
        Broadcast(name, frames.event(kind, name, seq, data), seq)
        for (seq, (kind, _)), data in zip(numbered, fields, strict=True)
    ]


def read(stream: str, *, after: int, limit: int) -> list[Entry]:
    """The next events, oldest first, as encoded frames."""
    rows = list(
        Event.objects.filter(stream__name=stream, seq__gt=after)
        .order_by("seq")
        .values_list("seq", "type", "data")[:limit]
    )
    fields = _hydrated([(kind, data) for _, kind, data in rows])
    return [
        Entry(seq, frames.event(kind, stream, seq, data))
        for (seq, kind, _), data in zip(rows, fields, strict=True)
    ]


def _hydrated(events: list[tuple[str, Data]]) -> list[Data]:
    """The fields of each event, in order, with one call of each type's hydrator."""
    fields: list[Data] = [data for _, data in events]
    for kind in {kind for kind, _ in events} & _hydrators.keys():
        places = [place for place, (of, _) in enumerate(events) if of == kind]
        filled = _hydrators[kind]([fields[place] for place in places])
        for place, data in zip(places, filled, strict=True):
            fields[place] = data
    return fields


def top(stream: str) -> int:
    return Stream.objects.filter(name=stream).values_list("last_seq", flat=True).first() or 0


def tops(streams: Iterable[str]) -> dict[str, int]:
    return dict(Stream.objects.filter(name__in=list(streams)).values_list("name", "last_seq"))


@cache
def epoch() -> str:
    """Names this database's history; the first asker begins it, and of two the earlier counts."""
    if not History.objects.exists():
        History.objects.create()
    return History.objects.order_by("pk")[0].epoch.hex

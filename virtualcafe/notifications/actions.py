"""Telling people, and what they have read.

Each action locks the person's stream first: who notifies the same person at the same time waits,
and `unread` in the events rises and falls in their order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import transaction

from virtualcafe.notifications import events, selectors
from virtualcafe.notifications.models import Notification
from virtualcafe.realtime import log
from virtualcafe.realtime.models import Stream


def notify(
    people: int | Iterable[int],
    kind: str,
    data: Mapping[str, object],
    *,
    key: str = "",
    now: datetime,
) -> None:
    """Tell these people (ids), in the caller's transaction; a constant number of queries.

    `kind` is registered in `notifications.kinds`. Of those with the same `key` each person keeps
    one row, the latest, unread again."""
    ids = {people} if isinstance(people, int) else set(people)
    if not ids:
        return
    with transaction.atomic():
        streams = _locked(ids)
        known = _kept_under(key, ids)
        rows = {
            person: known.get(person) or Notification(person_id=person, key=key) for person in ids
        }
        for row in rows.values():
            row.kind, row.data, row.created_at, row.read_at = kind, data, now, None
        Notification.objects.bulk_update(known.values(), ["kind", "data", "created_at", "read_at"])
        Notification.objects.bulk_create(row for row in rows.values() if row._state.adding)
        unread = selectors.unread_counts(ids)
        _tell(
            (stream, events.notified(rows[person], unread=unread.get(person, 0)))
            for person, stream in streams.items()
        )


def mark_read(person_id: int, ids: Collection[int] | None = None, *, now: datetime) -> int:
    """All, or these of the person's own; the others are left as they are. How many stay unread."""
    with transaction.atomic():
        streams = _locked([person_id])
        unread = Notification.objects.of(person_id).unread()
        read = unread if ids is None else unread.filter(pk__in=ids)
        changed = list(read.values_list("pk", flat=True))
        Notification.objects.filter(pk__in=changed).update(read_at=now)
        left = unread.count()
        if changed:
            told = None if ids is None else changed
            _tell([(streams[person_id], events.read(told, unread=left))])
    return left


def withdraw(people: Iterable[int], key: str) -> None:
    """What these people were told under this key is no longer so: it leaves their lists."""
    with transaction.atomic():
        gone = Notification.objects.filter(person__in=set(people), key=key)
        held = dict(gone.values_list("person", "pk"))
        if not held:
            return
        streams = _locked(held)
        gone.delete()
        unread = selectors.unread_counts(held)
        _tell(
            (streams[person], events.read([pk], unread=unread.get(person, 0)))
            for person, pk in held.items()
        )


def hold(people: Iterable[int]) -> None:
    """Lock the streams of these people at once, before they are told different things one after
    the other: whoever else tells several of them waits instead of meeting half-way."""
    _locked(set(people))


def _kept_under(key: str, people: Collection[int]) -> dict[int, Notification]:
    if not key:
        return {}
    kept = Notification.objects.filter(person__in=people, key=key)
    return {notification.person_id: notification for notification in kept}


def _locked(people: Collection[int]) -> dict[int, Stream]:
    """The streams of these people by person, opened where they are new, always in one order."""
    names = {f"user:{person}": person for person in people}
    found = Stream.objects.select_for_update().filter(name__in=names).order_by("pk")
    streams = list(found)
    if len(streams) < len(names):
        known = {stream.name for stream in streams}
        missing = [Stream(name=name) for name in names if name not in known]
        Stream.objects.bulk_create(missing, ignore_conflicts=True)
        streams = list(found.all())
    return {names[stream.name]: stream for stream in streams}


def _tell(told: Iterable[tuple[Stream, events.Event]]) -> None:
    writings = []
    for stream, event in told:
        stream.last_seq += 1
        writings.append(log.Writing(stream, [(stream.last_seq, event)]))
    log.write_all(writings)

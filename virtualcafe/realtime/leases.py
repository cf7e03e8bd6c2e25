"""Presence as leases: one row per connection and stream, renewed in bulk, swept when it ended.

Liveness is the machine's time (`clock.real_now`), never the café's clock that tests may move."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet

from virtualcafe.lib import clock
from virtualcafe.realtime.kinds import kind_of
from virtualcafe.realtime.models import Lease, Stream

LASTS = timedelta(seconds=60)
RENEW_SECONDS = 20
#: Whoever is back within this time never left: a reload, a tunnel, a restarting server.
GRACE = timedelta(seconds=8)


class Arrival(NamedTuple):
    stream: str
    person_id: int
    connection: str


class Presence(NamedTuple):
    person_id: int
    status: str
    since: datetime


def live(now: datetime) -> QuerySet[Lease]:
    return Lease.objects.filter(ended_at=None, expires_at__gt=now)


def _away(now: datetime) -> Q:
    """Leases that ended, or ran out with their process, longer ago than the grace time."""
    return Q(ended_at__lte=now - GRACE) | Q(ended_at=None, expires_at__lte=now - GRACE)


def here(now: datetime | None = None) -> QuerySet[Lease]:
    """The leases of who is present: live ones, and those whose grace time still runs."""
    return Lease.objects.exclude(_away(now or clock.real_now()))


def present(stream: str, *, now: datetime | None = None) -> list[Presence]:
    """Everybody who is on the stream, or was a moment ago, since their earliest lease and with the
    status of a live one."""
    rows = here(now).filter(stream=stream).order_by("since", "pk")
    seen: dict[int, Presence] = {}
    live: set[int] = set()
    for person_id, status, since, ended_at in rows.values_list(
        "person_id", "status", "since", "ended_at"
    ):
        kept = seen.setdefault(person_id, Presence(person_id, status, since))
        if ended_at is None and person_id not in live:
            live.add(person_id)
            seen[person_id] = kept._replace(status=status)
    return list(seen.values())


def is_present(stream: str, person_id: int, *, now: datetime | None = None) -> bool:
    return here(now).filter(stream=stream, person_id=person_id).exists()


def arrive(arrivals: Iterable[Arrival], *, server: str) -> None:
    """Write the leases of these connections, and tell each stream's kind who is new to it."""
    wanted = list(arrivals)
    now = clock.real_now()
    with transaction.atomic():
        names = {arrival.stream for arrival in wanted}
        # Two tabs opened in two processes at once: the stream's row decides who came first.
        list(Stream.objects.select_for_update().filter(name__in=names).order_by("pk"))
        known = set(
            Lease.objects.filter(
                stream__in=names, person_id__in={arrival.person_id for arrival in wanted}
            ).values_list("stream", "person_id")
        )
        Lease.objects.bulk_create(
            [
                Lease(
                    stream=arrival.stream,
                    person_id=arrival.person_id,
                    connection=arrival.connection,
                    server=server,
                    since=now,
                    expires_at=now + LASTS,
                )
                for arrival in wanted
            ],
            update_conflicts=True,
            unique_fields=["connection", "stream"],
            update_fields=["expires_at", "ended_at"],
        )
        new = {(arrival.stream, arrival.person_id) for arrival in wanted} - known
        for stream, people in _by_stream(new).items():
            kind, key = kind_of(stream)
            kind.arrived(key, people, now)


def end(ended: Iterable[tuple[str, str]]) -> None:
    """These (connection, stream) pairs are over; an empty stream ends all of the connection's."""
    now = clock.real_now()
    pairs = list(ended)
    if not pairs:
        return
    whole = Q(connection__in=[connection for connection, stream in pairs if not stream])
    for connection, stream in pairs:
        if stream:
            whole |= Q(connection=connection, stream=stream)
    Lease.objects.filter(whole, ended_at=None).update(ended_at=now)


def end_all(server: str) -> None:
    """The process stops. Who comes back within the grace time never left."""
    now = clock.real_now()
    Lease.objects.filter(server=server, ended_at=None).update(ended_at=now)


def beyond(stream: str, *, most: int) -> list[str]:
    """The oldest connections of a stream that are more than it may have."""
    newest_first = live(clock.real_now()).filter(stream=stream).order_by("-since", "-pk")
    return list(newest_first.values_list("connection", flat=True)[most : 2 * most])


def renew(server: str) -> None:
    now = clock.real_now()
    Lease.objects.filter(server=server, ended_at=None).update(expires_at=now + LASTS)


def of_server(server: str) -> set[tuple[str, str]]:
    """The (connection, stream) pairs that are live on this process."""
    live = Lease.objects.filter(server=server, ended_at=None)
    return set(live.values_list("connection", "stream"))


def sweep() -> None:
    """Remove what ended; whose last lease that was, is gone. The deleted row is the claim, so of
    many processes exactly one says so."""
    now = clock.real_now()
    names = set(Lease.objects.filter(_away(now)).values_list("stream", flat=True))
    if not names:
        return
    with transaction.atomic():
        # As `arrive` does: the stream's row decides who was the last, and who came back first.
        list(Stream.objects.select_for_update().filter(name__in=names).order_by("pk"))
        ended = Lease.objects.select_for_update(skip_locked=True).filter(_away(now))
        ended = ended.filter(stream__in=names)
        rows = list(ended.values_list("pk", "stream", "person_id", "ended_at", "expires_at"))
        if not rows:
            return
        Lease.objects.filter(pk__in=[row[0] for row in rows]).delete()
        over: dict[tuple[str, int], datetime] = {}
        for _, stream, person_id, ended_at, expires_at in rows:
            pair, end = (stream, person_id), ended_at or expires_at
            over[pair] = max(end, over.get(pair, end))
        still = set(
            Lease.objects.filter(stream__in={stream for stream, _ in over}).values_list(
                "stream", "person_id"
            )
        )
        for stream, people in _by_stream(over.keys() - still).items():
            kind, key = kind_of(stream)
            kind.gone(key, {person_id: over[stream, person_id] for person_id in people}, now)


def _by_stream(pairs: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    people: defaultdict[str, set[int]] = defaultdict(set)
    for stream, person_id in pairs:
        people[stream].add(person_id)
    return people

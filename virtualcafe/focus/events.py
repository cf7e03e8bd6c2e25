"""What focus says to its streams. Events gather while rows are written and go out together: the end
of a phase tells a thousand people of their sessions in a few statements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from virtualcafe.focus import hooks, seat_goals
from virtualcafe.focus.models import Session, Timer
from virtualcafe.focus.wire import session_object, with_people
from virtualcafe.realtime import log
from virtualcafe.realtime.models import Stream

Events = list[tuple[str, log.Data]]


class Outbox:
    def __init__(self) -> None:
        self._timers: dict[int, Timer] = {}
        self._sessions: list[Session] = []

    def timer(self, timer: Timer) -> None:
        self._timers[timer.pk] = timer

    def sessions(self, sessions: Iterable[Session]) -> None:
        self._sessions.extend(sessions)

    def post(self, *, now: datetime) -> None:
        """Append everything to the log, inside the transaction that caused it."""
        events: dict[str, Events] = {}
        for timer in self._timers.values():
            told = ("timer", {"timer": with_people(timer, now=now)})
            events.setdefault(timer.stream, []).append(told)
            seat_goals.tell(timer)
        for session in self._sessions:
            finished = ("session_finished", {"session": session_object(session)})
            events.setdefault(f"user:{session.person_id}", []).append(finished)
        if events:
            log.write_all([_numbered(stream, events[stream.name]) for stream in _raised(events)])
        if self._sessions:
            hooks.sessions_written(self._sessions, now=now)


def _raised(events: dict[str, Events]) -> list[Stream]:
    """The streams, counted up. They are locked by id, as every batch locks them: two
    transactions never wait for each other in a circle."""
    known = Stream.objects.filter(name__in=events).values_list("name", flat=True)
    missing = events.keys() - set(known)
    Stream.objects.bulk_create([Stream(name=name) for name in missing], ignore_conflicts=True)
    streams = list(Stream.objects.select_for_update().filter(name__in=events).order_by("pk"))
    for stream in streams:
        stream.last_seq += len(events[stream.name])
    return streams


def _numbered(stream: Stream, events: Events) -> log.Writing:
    first = stream.last_seq - len(events) + 1
    return log.Writing(stream, list(enumerate(events, start=first)))

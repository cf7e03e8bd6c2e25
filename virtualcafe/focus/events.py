"""What focus says to its streams. Events gather while rows are written and go out in one order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from virtualcafe.focus.models import Session, Timer
from virtualcafe.focus.wire import session_object, with_people
from virtualcafe.realtime import log


class Outbox:
    """Streams are raised rooms first, then people, each by id: two transactions that lock the same
    streams never wait for each other in a circle."""

    def __init__(self) -> None:
        self._timers: dict[int, Timer] = {}
        self._sessions: list[Session] = []

    def timer(self, timer: Timer) -> None:
        self._timers[timer.pk] = timer

    def sessions(self, sessions: Iterable[Session]) -> None:
        self._sessions.extend(sessions)

    def post(self, *, now: datetime) -> None:
        """Append everything to the log, inside the transaction that caused it."""
        for timer in sorted(self._timers.values(), key=_stream_order):
            log.append(timer.stream, ("timer", {"timer": with_people(timer, now=now)}))
        for session in sorted(self._sessions, key=lambda session: session.person_id):
            data = {"session": session_object(session)}
            log.append(f"user:{session.person_id}", ("session_finished", data))


def _stream_order(timer: Timer) -> tuple[bool, int]:
    if timer.room is None:
        return True, timer.owner_id or 0
    return False, timer.room.stream_id

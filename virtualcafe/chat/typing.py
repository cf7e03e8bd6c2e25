"""Who is writing just now. Nothing of it is stored, and the server itself says when it is over."""

from __future__ import annotations

import time
from collections.abc import Callable, Container
from itertools import takewhile
from threading import Lock

from django.conf import settings

from virtualcafe.accounts.wire import user_objects
from virtualcafe.lib.schedule import every
from virtualcafe.realtime import publish
from virtualcafe.realtime.runtime import people_here

#: So long after the last sign of it somebody has stopped.
EXPIRES = 6.0
#: Remembered at once; the oldest is forgotten first and its typing ends in the browsers by itself.
MAX_TYPING = 10_000

LONG_AGO = float("-inf")

Typist = tuple[int, str]


class Typing:
    """Who types where, and since when they were last said to. Says what to tell the others."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._said: dict[Typist, float] = {}
        self._going: set[Typist] = set()
        self._clock = clock
        self._lock = Lock()

    def start(self, typist: Typist, *, every: float) -> bool:
        """True: tell the others. At most once in `every` seconds."""
        now = self._clock()
        with self._lock:
            if now - self._said.get(typist, LONG_AGO) < every:
                return False
            self._said.pop(typist, None)
            self._said[typist] = now
            self._going.add(typist)
            if len(self._said) > MAX_TYPING:
                self._forget(next(iter(self._said)))
            return True

    def stop(self, typist: Typist) -> bool:
        """True: the others think they type; tell them."""
        with self._lock:
            if typist not in self._going:
                return False
            self._going.discard(typist)
            return True

    def expire(self, *, here: Container[int]) -> list[Typist]:
        """Who has not been heard of for six seconds, or is not here any more."""
        limit = self._clock() - EXPIRES
        with self._lock:
            over = [
                typist
                for typist in self._going
                if self._said[typist] <= limit or typist[0] not in here
            ]
            self._going.difference_update(over)
            for typist in self._older_than(limit):
                self._forget(typist)
            return over

    def again(self, typists: list[Typist]) -> None:
        """That these are over couldn't be told: the next round tells it."""
        with self._lock:
            forgotten = {typist: LONG_AGO for typist in typists if typist not in self._said}
            self._said = forgotten | self._said  # the oldest come first
            self._going.update(typists)

    def _older_than(self, limit: float) -> list[Typist]:
        return list(takewhile(lambda typist: self._said[typist] <= limit, self._said))

    def _forget(self, typist: Typist) -> None:
        del self._said[typist]
        self._going.discard(typist)


_typing = Typing()


def started(person_id: int, stream: str) -> None:
    if _typing.start((person_id, stream), every=settings.CAFE_LIMITS["TYPING_SECONDS"]):
        _tell("typing", [(person_id, stream)])


def stopped(person_id: int, stream: str) -> None:
    if _typing.stop((person_id, stream)):
        _tell("stop_typing", [(person_id, stream)])


@every(seconds=0.5)
def stop_what_expired() -> None:
    over = _typing.expire(here=people_here())
    try:
        _tell("stop_typing", over)
    except Exception:
        _typing.again(over)
        raise


def _tell(kind: str, typists: list[Typist]) -> None:
    people = user_objects({person_id for person_id, _ in typists})
    for person_id, stream in typists:
        if user := people.get(person_id):
            publish.send(stream, kind, {"user": user}, except_person=person_id)

"""Which sessions somebody wants to see, in a page's address and the API's alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from virtualcafe.focus.models import Session
from virtualcafe.lib.ids import id_in

LONGEST = 200


class Wanted(NamedTuple):
    """All of these at once; what is empty isn't asked for. `task` and `room` are words as they
    stand in the session, or ids."""

    since: date | None = None
    until: date | None = None
    task: str = ""
    room: str = ""
    source: str = ""
    kind: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Wanted:
        """From an address, whatever somebody typed there."""
        return cls(
            since=_day(query.get("from", "")),
            until=_day(query.get("to", "")),
            task=_line(query.get("task", "")),
            room=_line(query.get("room", "")),
            source=_one_of(Session.Source.values, query.get("source", "")),
            kind=_one_of(Session.Kind.values, query.get("kind", "")),
        )

    @property
    def query(self) -> str:
        """What the links to other pages keep; ends in & where there is something."""
        names = {"since": "from", "until": "to"}
        asked = {names.get(name, name): each for name, each in self._asdict().items() if each}
        return f"{urlencode(asked)}&" if asked else ""

    def among(self, sessions: QuerySet[Session]) -> QuerySet[Session]:
        asked = Q()
        if self.since:
            asked &= Q(local_date__gte=self.since)
        if self.until:
            asked &= Q(local_date__lte=self.until)
        if self.task:
            asked &= _called("task", "of_task", self.task)
        if self.room:
            asked &= _called("room_name", "room", self.room)
        if self.source:
            asked &= Q(source=self.source)
        return sessions.filter(asked & Q(kind=self.kind) if self.kind else asked)


def _called(words: str, key: str, said: str) -> Q:
    pk = id_in(said)
    return Q(**{words: said}) | Q(**{key: pk}) if pk else Q(**{words: said})


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _line(typed: str) -> str:
    return typed.replace("\x00", "").strip()[:LONGEST]


def _one_of(known: list[str], typed: str) -> str:
    return typed if typed in known else ""

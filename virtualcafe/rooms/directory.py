"""Finding a room: what one may ask for, in the page's address and the API's alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from virtualcafe.accounts.models import Person
from virtualcafe.rooms.models import Room, RoomQuerySet

YES = {"1", "true", "yes", "on"}
LONGEST = 80


class Wanted(NamedTuple):
    """All of these at once; what is empty or no isn't asked for."""

    search: str = ""
    subject: str = ""
    space: bool = False
    focusing: bool = False
    mine: bool = False

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Wanted:
        """From an address, whatever somebody typed there."""
        space, focusing, mine = (
            query.get(name, "").lower() in YES for name in ("space", "focusing", "mine")
        )
        search, subject = _line(query.get("search", "")), _line(query.get("subject", ""))
        return cls(search, subject, space, focusing, mine)

    @property
    def query(self) -> str:
        """What the links to other pages keep; ends in & where there is something."""
        asked = {name: value for name, value in self._asdict().items() if value}
        words = {name: "1" if value is True else value for name, value in asked.items()}
        return f"{urlencode(words)}&" if words else ""

    def among(self, rooms: RoomQuerySet, person: Person) -> RoomQuerySet:
        found = rooms.matching(self.search)
        if self.subject:
            found = found.filter(subject__iexact=self.subject)
        if self.space:
            found = found.with_space()
        if self.focusing:
            found = found.focusing()
        return found.filter(pk__in=Room.objects.of(person).values("pk")) if self.mine else found


def open_to(person: Person, wanted: Wanted, *, now: datetime) -> RoomQuerySet:
    """The living rooms this person may know of, with their hosts."""
    rooms = Room.objects.alive(now).open_to(person).select_related("host", "stream")
    return wanted.among(rooms, person)


def _line(typed: str) -> str:
    return typed.replace("\x00", "").strip()[:LONGEST]

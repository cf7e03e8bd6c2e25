"""What focus tells the layer above, which sets these in its `AppConfig.ready`.

Both are called inside the transaction that wrote, under the row locks of the people concerned
(taken by id), and after the sessions' own events were appended: their `user` streams are held.
Only rows with `stands` count; of a correction, `corrects` is the first of its chain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from virtualcafe.focus.models import Session


class SessionsWritten(Protocol):
    def __call__(self, sessions: Sequence[Session], *, now: datetime) -> object: ...


class PersonChanged(Protocol):
    def __call__(self, person_id: int, *, now: datetime) -> object: ...


def _written(sessions: Sequence[Session], *, now: datetime) -> None:
    return None


def _changed(person_id: int, *, now: datetime) -> None:
    return None


#: These are new or have grown, of any number of people; one may come again with more minutes.
sessions_written: SessionsWritten = _written

#: A session of this person was corrected or deleted: whatever was derived from theirs may differ.
person_changed: PersonChanged = _changed

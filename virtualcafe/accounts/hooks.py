"""What accounts ask of the layers above, and what these do when an account ends; they fill them in
their `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from virtualcafe.accounts.models import Person


class Part(NamedTuple):
    """A file of somebody's export. `records` become a JSON list, one line each; `open` gives a file
    that is copied as it is. Both are read while the answer is on its way, never held whole."""

    name: str
    records: Iterable[object] | None = None
    open: Callable[[], IO[bytes]] | None = None


class Subject(NamedTuple):
    """What a report is about, in words that outlive it."""

    title: str
    excerpt: str
    person: Person | None


#: The parts of a person's data that an app keeps.
exporters: list[Callable[[Person], Iterator[Part]]] = []

#: Called as (person, now) in the transaction that deletes a person, before their rows go. Doing it
#: again is safe.
on_deleting: list[Callable[[Person, datetime], object]] = []

#: Called later with the person, again and again until it says False: it has removed a few rows in a
#: transaction of its own, and there may be more.
on_erasing: list[Callable[[Person], bool]] = []

#: Called as (person, now) in the transaction that deactivates somebody, who may come back.
on_deactivating: list[Callable[[Person, datetime], object]] = []

#: Called as (blocker, blocked, now) in the transaction that blocked somebody.
on_blocking: list[Callable[[Person, Person, datetime], object]] = []

#: Called as (person id, now) in the transaction in which how somebody's days go was changed.
on_changing_days: list[Callable[[int, datetime], object]] = []

#: By kind, (asker, id, now) gives what is reported, or raises NotFound for what may not be seen.
reportable: dict[str, Callable[[Person, int, datetime], Subject]] = {}

#: By kind, where an admin sees the thing with this id.
admin_paths: dict[str, Callable[[int], str]] = {}

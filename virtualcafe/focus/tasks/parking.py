"""Putting a thought aside while one focuses, and what becomes of it in the break."""

from __future__ import annotations

from datetime import datetime

from virtualcafe.accounts.models import Person
from virtualcafe.focus.tasks.actions import add
from virtualcafe.focus.tasks.hand import HIGHEST, tasks_of
from virtualcafe.focus.tasks.models import LONGEST_THOUGHT, LONGEST_TITLE, Parked, Task
from virtualcafe.focus.words import line
from virtualcafe.lib.errors import BadRequest, Conflict, NotFound

MOST_PARKED = 500


def park(person: Person, said: str, *, now: datetime) -> Parked:
    text = line("thought", said, LONGEST_THOUGHT)
    if not text:
        raise BadRequest("Write down what you want to put aside.")
    with tasks_of(person):
        if Parked.objects.filter(person=person).count() >= MOST_PARKED:
            raise Conflict(f"{MOST_PARKED} thoughts are parked. Drop one of them first.")
        return Parked.objects.create(person=person, text=text, created_at=now)


def keep(person: Person, parked_id: int) -> Parked:
    """It stays, and no break hands it back again."""
    with tasks_of(person):
        parked = _parked_of(person, parked_id)
        parked.kept = True
        parked.save(update_fields=["kept"])
    return parked


def into_task(person: Person, parked_id: int, *, now: datetime) -> Task:
    """A title is shorter than a thought may be: then the whole of it is in the notes."""
    with tasks_of(person):
        parked = _parked_of(person, parked_id)
        text = parked.text
        fits = len(text) <= LONGEST_TITLE
        title = text if fits else f"{text[: LONGEST_TITLE - 1]}…"
        task = add(person, {"title": title, "notes": "" if fits else text}, now=now)
        parked.delete()
    return task


def drop(person: Person, parked_id: int) -> None:
    with tasks_of(person):
        _parked_of(person, parked_id).delete()


def _parked_of(person: Person, parked_id: int) -> Parked:
    found = Parked.objects.filter(person=person, pk=parked_id) if 0 < parked_id <= HIGHEST else ()
    for parked in found:
        return parked
    raise NotFound("There is no such thought.")

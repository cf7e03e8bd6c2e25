"""What may stand in a task. Every face asks here, so none lets in more than another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from virtualcafe.focus.tasks import models
from virtualcafe.focus.tasks.models import Task
from virtualcafe.focus.words import line, text
from virtualcafe.lib.errors import BadRequest

#: A day that a calendar of people reaches, and from which counting on stays one.
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)
_CHOICES = {"priority": Task.Priority.values, "recurrence": Task.Recurrence.values}


def cleaned(given: Mapping[str, object]) -> dict[str, object]:
    """The fields of a task among what is given, as they are kept. Raises BadRequest."""
    return {name: _CLEAN[name](value) for name, value in given.items() if name in _CLEAN}


def _title(value: object) -> str:
    if title := line("title", str(value), models.LONGEST_TITLE):
        return title
    raise BadRequest("A task needs a title.")


def _notes(value: object) -> str:
    return text("notes", str(value), models.LONGEST_NOTES)


def _due(value: object) -> date | None:
    if value is None:
        return None
    if not isinstance(value, date) or not EARLIEST <= value <= LATEST:
        raise BadRequest("A task is due on a day between 2000 and 2199.")
    return value


def _estimate(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or not 1 <= value <= models.MOST_ROUNDS:
        raise BadRequest(f"An estimate is from 1 to {models.MOST_ROUNDS} rounds.")
    return value


def _priority(value: object) -> str:
    return _one_of("priority", value)


def _recurrence(value: object) -> str:
    return _one_of("recurrence", value)


def _one_of(name: str, value: object) -> str:
    if value not in _CHOICES[name]:
        raise BadRequest(f"The {name} is one of {', '.join(_CHOICES[name])}.")
    return str(value)


_CLEAN = {
    "title": _title,
    "notes": _notes,
    "priority": _priority,
    "due": _due,
    "estimate": _estimate,
    "recurrence": _recurrence,
}

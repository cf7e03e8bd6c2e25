"""What focus keeps of a person, to hand out."""

from __future__ import annotations

from collections.abc import Iterator

from virtualcafe.accounts import hooks
from virtualcafe.accounts.export import rows
from virtualcafe.accounts.hooks import Part
from virtualcafe.accounts.models import Person
from virtualcafe.focus.models import Session, Timer
from virtualcafe.focus.tasks.models import Parked, Task


def register() -> None:
    hooks.exporters.append(parts)


def parts(person: Person) -> Iterator[Part]:
    yield Part("sessions.json", rows(Session.objects.filter(person=person)))
    yield Part("tasks.json", rows(Task.everything.filter(person=person)))
    yield Part("parked.json", rows(Parked.objects.filter(person=person)))
    yield Part("timer.json", rows(Timer.objects.filter(owner=person)))

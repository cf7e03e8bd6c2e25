"""What progress keeps of a person, to hand out. All of it follows from their sessions."""

from __future__ import annotations

from collections.abc import Iterator

from virtualcafe.accounts import hooks
from virtualcafe.accounts.export import rows
from virtualcafe.accounts.hooks import Part
from virtualcafe.accounts.models import Person
from virtualcafe.progress.models import Earned, Standing


def register() -> None:
    hooks.exporters.append(parts)


def parts(person: Person) -> Iterator[Part]:
    yield Part("standing.json", rows(Standing.objects.filter(person=person)))
    yield Part("badges.json", rows(Earned.objects.filter(person=person), "achievement", "at"))

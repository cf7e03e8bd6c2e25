"""What notifications keep of a person, to hand out."""

from __future__ import annotations

from collections.abc import Iterator

from virtualcafe.accounts import hooks
from virtualcafe.accounts.export import rows
from virtualcafe.accounts.hooks import Part
from virtualcafe.accounts.models import Person
from virtualcafe.notifications.models import Notification


def register() -> None:
    hooks.exporters.append(parts)


def parts(person: Person) -> Iterator[Part]:
    told = Notification.objects.of(person.pk)
    yield Part("notifications.json", rows(told, "kind", "data", "created_at", "read_at"))

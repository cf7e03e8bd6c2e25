"""What others see of somebody's progress on their page: only what the server saw, and only while
they like to be seen."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from virtualcafe.accounts.models import Block, Person, Preferences
from virtualcafe.progress.picture import DrawnBadge, earned_badges


@dataclass(frozen=True)
class Public:
    """`is_hidden`: nobody but the person themselves sees it."""

    badges: list[DrawnBadge]
    is_hidden: bool


def public(person: Person, *, to: Person) -> Public | None:
    """None for whom it is hidden from. At most four queries."""
    hidden = Preferences.objects.filter(person=person, on_boards=False).exists()
    if person.pk == to.pk:
        return Public(earned_badges(person), is_hidden=hidden)
    if hidden or _block_each_other(person, to):
        return None
    return Public(earned_badges(person), is_hidden=False)


def _block_each_other(one: Person, other: Person) -> bool:
    either = Q(person=one, blocked=other) | Q(person=other, blocked=one)
    return Block.objects.filter(either).exists()

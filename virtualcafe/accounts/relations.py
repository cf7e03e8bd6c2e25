"""Following people, and being left alone by them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet

from virtualcafe.accounts import hooks
from virtualcafe.accounts.models import Block, Follow, Person
from virtualcafe.lib.errors import BadRequest, Forbidden, NotFound

NOBODY = "There is nobody of this name."


class Relation(NamedTuple):
    """What the first has decided about the second."""

    follows: bool
    blocks: bool


def person_named(username: str) -> Person:
    """Somebody active. Raises NotFound."""
    if "\x00" in username:
        raise NotFound(NOBODY)
    person = Person.objects.named(username).filter(is_active=True).first()
    if person is None:
        raise NotFound(NOBODY)
    return person


def follow(person: Person, other: Person, *, now: datetime) -> None:
    """Again and again the same. Raises BadRequest for oneself, Forbidden where one blocks the
    other: the sentence is the same for both of them."""
    _must_be_two(person, other, "You can't follow yourself.")
    with transaction.atomic():
        _locked(person, other)
        if Block.objects.filter(_either_way(person, other)).exists():
            raise Forbidden(f"You can't follow {other.username}.")
        Follow.objects.get_or_create(person=person, followed=other, defaults={"created_at": now})


def unfollow(person: Person, other: Person) -> None:
    Follow.objects.filter(person=person, followed=other).delete()


def block(person: Person, other: Person, *, now: datetime) -> None:
    """Neither follows the other any more. Raises BadRequest for oneself."""
    _must_be_two(person, other, "You can't block yourself.")
    with transaction.atomic():
        _locked(person, other)
        Block.objects.get_or_create(person=person, blocked=other, defaults={"created_at": now})
        Follow.objects.filter(person__in=(person, other), followed__in=(person, other)).delete()
        for told in hooks.on_blocking:
            told(person, other, now)


def unblock(person: Person, other: Person) -> None:
    Block.objects.filter(person=person, blocked=other).delete()


def relation(person: Person, other: Person) -> Relation:
    follows = Follow.objects.filter(person=person, followed=other).exists()
    blocks = Block.objects.filter(person=person, blocked=other).exists()
    return Relation(follows=follows, blocks=blocks)


def blocked_by(person: Person) -> QuerySet[Person]:
    """Whom this person blocked, the latest first."""
    return Person.objects.filter(blocked_by__person=person).order_by("-blocked_by__pk")


def blocked_ids(person: Person) -> list[int]:
    return list(Block.objects.filter(person=person).values_list("blocked", flat=True))


def _must_be_two(person: Person, other: Person, sentence: str) -> None:
    if person.pk == other.pk:
        raise BadRequest(sentence)


def _locked(person: Person, other: Person) -> None:
    """A follow and a block at once: one of them sees the other. Always in the same order."""
    rows = Person.objects.select_for_update(no_key=True).filter(pk__in=(person.pk, other.pk))
    list(rows.order_by("pk"))


def _either_way(person: Person, other: Person) -> Q:
    return Q(person=person, blocked=other) | Q(person=other, blocked=person)

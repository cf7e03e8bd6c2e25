"""The person as the wire protocol spells one."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypedDict

from virtualcafe.accounts.models import Person
from virtualcafe.accounts.models.person import avatar_url
from virtualcafe.lib import lookup

#: What `user_object` tells, in the order `_described` takes it.
_FIELDS = ("id", "username", "level", "avatar")


class UserObject(TypedDict):
    id: int
    username: str
    avatar_url: str | None
    level: int


def user_object(person: Person) -> UserObject:
    return _described(person.pk, person.username, person.level, person.avatar)


def describe(person_id: int) -> UserObject:
    return user_object(Person.objects.only(*_FIELDS).get(pk=person_id))


def user_objects(ids: Collection[int]) -> dict[int, UserObject]:
    """By id, in one query; who is gone is missing."""
    return lookup.answer(asked_users(ids))


def asked_users(ids: Collection[int]) -> lookup.Inquiry[dict[int, UserObject]]:
    """As `user_objects`, to be asked together with something else."""
    return lookup.Inquiry([lookup.Question(Person, _FIELDS, {"id": ids})], _users)


def _users(found: list[list[lookup.Row]]) -> dict[int, UserObject]:
    return {row[0]: _described(*row) for row in found[0]}


def _described(pk: int, username: str, level: int, avatar: str) -> UserObject:
    """From the values of _FIELDS: a batch of messages has no time to make people of rows."""
    url = avatar_url(avatar)
    return {"id": pk, "username": username, "avatar_url": url, "level": level}

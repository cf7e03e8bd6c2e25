"""The person as the wire protocol spells one."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypedDict

from virtualcafe.accounts.models import Person
from virtualcafe.lib import lookup


class UserObject(TypedDict):
    id: int
    username: str
    avatar_url: str | None
    level: int


def user_object(person: Person) -> UserObject:
    return {
        "id": person.pk,
        "username": person.username,
        "avatar_url": person.avatar_url,
        "level": person.level,
    }


def describe(person_id: int) -> UserObject:
    return user_object(Person.objects.only("username", "level").get(pk=person_id))


def user_objects(ids: Collection[int]) -> dict[int, UserObject]:
    """By id, in one query; who is gone is missing."""
    if not ids:
        return {}
    found = lookup.rows(Person, ("id", "username", "level"), id=ids)
    people = (Person.from_db(None, ["id", "username", "level"], row) for row in found)
    return {person.pk: user_object(person) for person in people}

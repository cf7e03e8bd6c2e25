"""**user** of the wire protocol."""

from __future__ import annotations

from pytest_django import DjangoAssertNumQueries

from virtualcafe.accounts.models import Person
from virtualcafe.accounts.wire import user_object, user_objects
from virtualcafe.realtime import identity


def test_one(alice: Person) -> None:
    expected = {"id": alice.pk, "username": "alice", "avatar_url": None, "level": 1}
    assert user_object(alice) == expected
    assert identity.describe(alice.pk) == expected


def test_many_in_one_query(
    alice: Person, bob: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        found = user_objects([alice.pk, bob.pk, 99_999])
    assert found == {alice.pk: user_object(alice), bob.pk: user_object(bob)}


def test_none_without_a_query(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert user_objects([]) == {}

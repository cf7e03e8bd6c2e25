"""`GET /api/me/`: the person signed in, by session or by token."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock


def test_tells_who_is_signed_in(alice: Person, client_of: Callable[[Person], Client]) -> None:
    answer = client_of(alice).get("/api/me/")
    assert answer.status_code == 200
    assert answer.json() == {
        "id": alice.pk,
        "username": "alice",
        "avatar_url": None,
        "level": 1,
        "email": "alice@example.org",
        "verified": True,
        "role": "student",
        "gender": "",
        "bio": "",
        "time_zone": "UTC",
        "availability": "everyone",
        "joined_at": clock.iso(alice.date_joined),
    }


def test_takes_two_queries(
    alice: Person,
    client_of: Callable[[Person], Client],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of(alice)
    with django_assert_num_queries(2):
        client.get("/api/me/")


def test_unverified_where_mail_can_be_sent(
    alice: Person, client_of: Callable[[Person], Client], settings: Settings
) -> None:
    settings.CAFE_MAIL = True
    assert client_of(alice).get("/api/me/").json()["verified"] is False


def test_nobody_is_401(db: None) -> None:
    answer = Client().get("/api/me/")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer.json() == {
        "code": "unauthenticated",
        "detail": "Please sign in first.",
        "fields": {},
    }

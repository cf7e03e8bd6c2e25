"""`POST /api/auth/socket-token/`: one connection, within a minute."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import jwt
import pytest
from django.conf import settings
from django.test import Client

from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.api import authentication
from virtualcafe.lib import clock
from virtualcafe.realtime import tokens
from virtualcafe.realtime.models import SpentToken


def minted(person: Person) -> str:
    return tokens.mint(person.pk, person.get_session_auth_hash(), NOON)


def person_of(spent: tokens.Spent | None) -> int | None:
    return spent.person_id if spent else None


def test_a_session_gets_one(alice: Person, client_of: Callable[[Person], Client]) -> None:
    answer = client_of(alice).post("/api/auth/socket-token/")
    assert answer.status_code == 200
    assert answer.json().keys() == {"token"}
    assert person_of(tokens.spend(answer.json()["token"], clock.now())) == alice.pk


def test_a_program_gets_one(alice: Person) -> None:
    bearer = f"Bearer {authentication.issue(alice)['access']}"
    answer = Client().post("/api/auth/socket-token/", headers={"authorization": bearer})
    assert person_of(tokens.spend(answer.json()["token"], clock.now())) == alice.pk


def test_nobody_gets_none(db: None) -> None:
    assert Client().post("/api/auth/socket-token/").status_code == 401


def test_another_site_gets_none(alice: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post("/api/auth/socket-token/")
    assert answer.status_code == 403
    assert answer.json()["code"] == "forbidden"


def test_it_opens_one_connection(alice: Person) -> None:
    token = minted(alice)
    assert person_of(tokens.spend(token, NOON)) == alice.pk
    assert tokens.spend(token, NOON) is None


@pytest.mark.parametrize(("seconds", "valid"), [(59, True), (60, False), (3600, False)])
def test_it_lasts_a_minute(alice: Person, seconds: int, valid: bool) -> None:  # noqa: FBT001
    spent = tokens.spend(minted(alice), NOON + timedelta(seconds=seconds))
    assert person_of(spent) == (alice.pk if valid else None)


def test_it_dies_with_the_password(alice: Person) -> None:
    token = minted(alice)
    alice.set_password("a brand new pass phrase")
    alice.save()
    assert tokens.spend(token, NOON) is None


def test_it_dies_with_the_account(alice: Person) -> None:
    token = minted(alice)
    alice.deactivate()
    assert tokens.spend(token, NOON) is None


def test_the_apis_own_tokens_open_no_socket(alice: Person) -> None:
    for token in authentication.issue(alice).values():
        assert tokens.spend(str(token), clock.now()) is None


def forged(alice: Person, key: str = "", algorithm: str = "HS256", **claims: object) -> str:
    fields = jwt.decode(minted(alice), options={"verify_signature": False}) | claims
    kept = {name: value for name, value in fields.items() if value is not None}
    return jwt.encode(kept, key or settings.SECRET_KEY, algorithm=algorithm)


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "api"},
        {"aud": None},
        {"seal": "0" * 32},
        {"seal": None},
        {"sub": "999999"},
        {"sub": "alice"},
        {"jti": "not a uuid"},
        {"jti": None},
        {"exp": None},
    ],
)
def test_whatever_is_wrong_with_it_refuses_it(alice: Person, claims: dict[str, object]) -> None:
    assert person_of(tokens.spend(forged(alice), NOON)) == alice.pk
    assert tokens.spend(forged(alice, **claims), NOON) is None


def test_another_key_refuses_it(alice: Person) -> None:
    assert tokens.spend(forged(alice, key="k" * 64), NOON) is None
    assert tokens.spend("nonsense", NOON) is None
    assert tokens.spend("", NOON) is None


def test_a_refused_one_is_not_spent(alice: Person) -> None:
    token = minted(alice)
    tokens.spend(token, NOON + timedelta(hours=1))
    assert not SpentToken.objects.exists()


def test_spent_ones_are_forgotten_when_they_would_be_refused_anyway(alice: Person) -> None:
    tokens.spend(minted(alice), NOON)
    fresh = tokens.mint(alice.pk, alice.get_session_auth_hash(), clock.now())
    tokens.spend(fresh, clock.now())
    tokens.forget_spent()
    assert SpentToken.objects.count() == 1
    assert tokens.spend(fresh, clock.now()) is None

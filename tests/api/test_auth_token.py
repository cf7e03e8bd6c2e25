"""Tokens for programs, by name and password."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from rest_framework_simplejwt.tokens import AccessToken

from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.realtime import tokens

GOOD = {"username": "alice", "password": "correct horse"}


@pytest.fixture(autouse=True)
def no_limit_used_up() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def ask(client: Client, **credentials: str):
    return client.post("/api/auth/token/", GOOD | credentials, content_type="application/json")


def me(token: str):
    return Client().get("/api/me/", headers={"authorization": f"Bearer {token}"})


@pytest.mark.parametrize("name", ["alice", "ALICE", "alice@example.org"])
def test_a_program_signs_in(client: Client, alice: Person, name: str) -> None:
    answer = ask(client, username=name)
    assert answer.status_code == 200
    assert answer.json().keys() == {"access", "refresh"}
    assert me(answer.json()["access"]).json()["username"] == "alice"
    assert "sessionid" not in answer.cookies


def test_a_refresh_token_gets_a_fresh_access_token(client: Client, alice: Person) -> None:
    refresh = ask(client).json()["refresh"]
    answer = client.post("/api/auth/token/refresh/", {"refresh": refresh}, "application/json")
    assert me(answer.json()["access"]).status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"password": "wrong"}, {"username": "nobody"}, {"username": "bob@example.org"}]
)
def test_a_wrong_pair_is_401(client: Client, alice: Person, wrong: dict[str, str]) -> None:
    answer = ask(client, **wrong)
    assert answer.status_code == 401
    assert answer.json() == {
        "code": "unauthenticated",
        "detail": "The username or the password is not right.",
        "fields": {},
    }


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["username", "password"])
def test_what_is_missing_is_named(client: Client, missing: str) -> None:
    body = {name: value for name, value in GOOD.items() if name != missing}
    answer = client.post("/api/auth/token/", body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["code"] == "bad_request"
    assert answer.json()["fields"] == {missing: ["This field is required."]}


def test_somebody_deactivated_gets_none_and_theirs_are_dead(client: Client, alice: Person) -> None:
    held = ask(client).json()
    alice.deactivate()
    assert ask(client).status_code == 401
    assert me(held["access"]).status_code == 401
    body = {"refresh": held["refresh"]}
    assert client.post("/api/auth/token/refresh/", body, "application/json").status_code == 401


def test_they_die_with_the_password(client: Client, alice: Person) -> None:
    held = ask(client).json()
    alice.set_password("a brand new pass phrase")
    alice.save()
    assert me(held["access"]).status_code == 401
    body = {"refresh": held["refresh"]}
    assert client.post("/api/auth/token/refresh/", body, "application/json").status_code == 401


def test_the_two_kinds_and_a_sockets_are_not_each_other(client: Client, alice: Person) -> None:
    held = ask(client).json()
    socket = tokens.mint(alice.pk, alice.get_session_auth_hash(), clock.now())
    for token in (held["refresh"], socket, "nonsense", ""):
        answer = me(token)
        assert answer.status_code == 401
        assert answer.json()["code"] == "unauthenticated"
    for token in (held["access"], socket, "nonsense"):
        body = {"refresh": token}
        assert client.post("/api/auth/token/refresh/", body, "application/json").status_code == 401


def test_one_that_ended_is_401(alice: Person) -> None:
    token = AccessToken.for_user(alice)
    token["seal"] = tokens.seal(alice.get_session_auth_hash())
    assert me(str(token)).status_code == 200
    token.set_exp(lifetime=-timedelta(seconds=1))
    assert me(str(token)).status_code == 401


def test_guessing_is_slowed_down(client: Client, alice: Person) -> None:
    assert {ask(client, password="wrong").status_code for _ in range(10)} == {401}
    answer = ask(client)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "300"
    assert answer.json()["code"] == "rate_limited"


def test_many_sign_in_at_once_from_one_address(alice: Person) -> None:
    assert {ask(Client()).status_code for _ in range(60)} == {200}

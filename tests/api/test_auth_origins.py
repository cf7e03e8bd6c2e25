"""Which other sites' pages may call the API."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from virtualcafe.accounts.models import Person

FRIEND = "https://app.example"


@pytest.fixture(autouse=True)
def friends(settings: Settings) -> None:
    settings.CAFE_ORIGINS = [FRIEND]


def test_a_named_one_may(alice: Person, client_of: Callable[[Person], Client]) -> None:
    answer = client_of(alice).get("/api/me/", headers={"origin": FRIEND})
    assert answer["Access-Control-Allow-Origin"] == FRIEND
    assert answer["Access-Control-Allow-Credentials"] == "true"
    assert "Origin" in answer["Vary"]


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", f"{FRIEND}.evil.example", "http://app.example"]
)
def test_others_may_not(alice: Person, client_of: Callable[[Person], Client], origin: str) -> None:
    answer = client_of(alice).get("/api/me/", headers={"origin": origin})
    assert "Access-Control-Allow-Origin" not in answer


def test_browsers_ask_first(client: Client) -> None:
    headers = {"origin": FRIEND, "access-control-request-method": "PATCH"}
    answer = client.options("/api/me/", headers=headers)
    assert answer.status_code == 204
    assert "PATCH" in answer["Access-Control-Allow-Methods"]
    assert "Authorization" in answer["Access-Control-Allow-Headers"]


def test_strangers_who_ask_are_told_nothing(client: Client) -> None:
    headers = {"origin": "https://evil.example", "access-control-request-method": "PATCH"}
    answer = client.options("/api/me/", headers=headers)
    assert "Access-Control-Allow-Methods" not in answer


def test_pages_are_not_shared(client: Client, db: None) -> None:
    assert "Access-Control-Allow-Origin" not in client.get("/login/", headers={"origin": FRIEND})

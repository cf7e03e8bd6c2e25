"""TLS ends at a proxy: what it forwards counts from a trusted one, and from nobody else."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

FORWARDED = {"x-forwarded-proto": "https", "x-forwarded-host": "cafe.example"}


@pytest.fixture(autouse=True)
def secure(settings: Settings, db: None) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["testserver", "cafe.example"]
    settings.CAFE_TRUSTED_PROXIES = ["127.0.0.1"]


def test_a_request_that_came_secure_is_served(client: Client) -> None:
    answer = client.get("/login/", headers=FORWARDED)
    assert answer.status_code == 200
    assert answer.wsgi_request.build_absolute_uri("/") == "https://cafe.example/"


def test_one_that_did_not_is_sent_to_the_secure_address(client: Client) -> None:
    answer = client.get("/login/", headers=FORWARDED | {"x-forwarded-proto": "http"})
    assert answer["Location"] == "https://cafe.example/login/"


def test_a_strangers_word_counts_nothing() -> None:
    answer = Client(REMOTE_ADDR="203.0.113.7").get("/login/", headers=FORWARDED)
    assert answer["Location"] == "https://testserver/login/"


def test_only_the_nearest_proxys_word_counts(client: Client) -> None:
    headers = {"x-forwarded-proto": "https, http", "x-forwarded-host": "evil.example, cafe.example"}
    assert client.get("/login/", headers=headers)["Location"] == "https://cafe.example/login/"


@pytest.mark.parametrize("scheme", ["", "gopher", "javascript"])
def test_a_scheme_that_is_none_is_ignored(client: Client, scheme: str) -> None:
    answer = client.get("/login/", headers={"x-forwarded-proto": scheme})
    assert answer["Location"] == "https://testserver/login/"

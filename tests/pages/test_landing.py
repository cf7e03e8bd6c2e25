"""The landing page: one glance, three doors, and straight on for who is signed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from virtualcafe.accounts.models import Person

pytestmark = pytest.mark.django_db


def test_it_opens_the_doors_to_a_visitor(client: Client) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert page.templates[0].name == "pages/landing.html"
    for door in ('href="/signup/"', 'href="/login/"', 'action="/join/"', 'name="code"'):
        assert door in page.content.decode()


def test_it_sends_a_signed_in_person_home(
    client_of: Callable[[Person], Client], alice: Person
) -> None:
    page = client_of(alice).get("/")
    assert (page.status_code, page["Location"]) == (302, "/home/")


def test_every_script_of_the_page_carries_the_nonce_of_its_policy(client: Client) -> None:
    page = client.get("/")
    body = page.content.decode()
    policy = page["Content-Security-Policy"]
    nonce = policy.split("'nonce-")[1].split("'")[0]
    assert body.count("<script") == body.count(f'nonce="{nonce}"') > 0


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_only_answers_reading(client: Client, method: str) -> None:
    assert getattr(client, method)("/").status_code == 405

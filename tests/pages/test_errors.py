"""Pages for what went wrong: whole sentences, standing on their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.template.loader import render_to_string
from django.test import Client

from virtualcafe.accounts.models import Person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["403", "403_csrf", "404", "429", "500", "503"])
def test_it_comes_up_without_a_request_or_anything_of_the_house(page: str) -> None:
    html = render_to_string(f"{page}.html")
    assert 'data-theme="auto"' in html
    assert "<script" not in html
    assert html.count("<h1>") == 1


def test_an_unknown_address_is_a_page_of_the_cafe(client: Client) -> None:
    answer = client.get("/nothing/here/")
    assert answer.status_code == 404
    assert "There is nothing at this table" in answer.content.decode()


def test_a_form_without_its_token_is_explained(client: Client) -> None:
    answer = Client(enforce_csrf_checks=True).post("/theme/", {"theme": "dark"})
    assert answer.status_code == 403
    assert "This form is too old" in answer.content.decode()


@pytest.mark.parametrize("path", ["/rooms/%00/", "/u/a%00b/", "/rooms/-/", "/rooms/%20/"])
def test_an_address_that_nothing_can_have_is_unknown(
    alice: Person, client_of: Callable[[Person], Client], path: str
) -> None:
    assert client_of(alice).get(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/home/", "/rooms/", "/progress/", "/profile/", "/api/me/"])
def test_no_cache_keeps_what_was_made_for_one_person(
    alice: Person, client_of: Callable[[Person], Client], path: str
) -> None:
    """A signed-out tab goes back to an empty history."""
    kept = client_of(alice).get(path)["Cache-Control"]
    assert {"private", "no-store"} <= set(kept.split(", "))

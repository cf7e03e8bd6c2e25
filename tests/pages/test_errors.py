"""Pages for what went wrong: whole sentences, standing on their own."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client

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

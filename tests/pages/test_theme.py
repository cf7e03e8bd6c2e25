"""The theme: chosen with or without an account, known before the first byte of a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from virtualcafe.accounts.models import Person, Preferences

pytestmark = pytest.mark.django_db


def test_a_visitor_gets_the_systems_theme(client: Client) -> None:
    assert 'data-theme="auto"' in client.get("/").content.decode()


def test_a_visitors_choice_holds_on_the_next_page(client: Client) -> None:
    answer = client.post("/theme/", {"theme": "dark", "next": "/login/"})
    assert (answer.status_code, answer["Location"]) == (302, "/login/")
    assert 'data-theme="dark"' in client.get("/").content.decode()


def test_a_persons_choice_is_kept_in_their_preferences(
    client_of: Callable[[Person], Client], alice: Person, bob: Person
) -> None:
    client_of(alice).post("/theme/", {"theme": "light"})
    assert Preferences.of(alice.pk).theme == "light"
    assert Preferences.of(bob.pk).theme == "auto"


def test_preferences_win_over_what_the_device_remembers(
    client_of: Callable[[Person], Client], alice: Person
) -> None:
    Preferences.objects.update_or_create(person=alice, defaults={"theme": "dark"})
    device = client_of(alice)
    device.cookies["theme"] = "light"
    assert 'data-theme="dark"' in device.get("/nowhere/").content.decode()


@pytest.mark.parametrize("theme", ["", "sepia", '"><script>'])
def test_an_unknown_theme_changes_nothing(client: Client, theme: str) -> None:
    answer = client.post("/theme/", {"theme": theme})
    assert "theme" not in answer.cookies
    client.cookies["theme"] = theme
    assert 'data-theme="auto"' in client.get("/").content.decode()


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:1"]
)
def test_it_never_leads_away_from_the_cafe(client: Client, target: str) -> None:
    assert client.post("/theme/", {"theme": "dark", "next": target})["Location"] == "/"


def test_it_refuses_to_be_read_or_posted_from_another_site(client: Client) -> None:
    assert client.get("/theme/").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/theme/", {"theme": "dark"}).status_code == 403

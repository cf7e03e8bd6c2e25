"""Signing up makes a person and signs them in."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.test import Client
from pytest_django import Settings

from tests.accounts.visitor import PASSWORD, sign_up, signed_in_as
from tests.conftest import make_person
from virtualcafe.accounts import adapter
from virtualcafe.accounts.models import Person, RetiredUsername

pytestmark = pytest.mark.django_db


def test_makes_a_person_and_signs_them_in(client: Client) -> None:
    answer = sign_up(client, gender="female", time_zone="Europe/Berlin")
    assert (answer.status_code, answer["Location"]) == (302, "/home/")
    dora = Person.objects.get()
    assert (dora.username, dora.email) == ("dora", "dora@example.org")
    assert (dora.gender, dora.time_zone, dora.role) == ("female", "Europe/Berlin", "student")
    assert dora.check_password(PASSWORD)
    assert not dora.is_staff
    assert signed_in_as(client) == dora


def test_the_page_after_it_is_where_the_person_wanted_to_go(client: Client) -> None:
    assert sign_up(client, next="/rooms/")["Location"] == "/rooms/"
    assert sign_up(Client(), "emil", next="https://evil.example/")["Location"] == "/home/"


def test_gender_is_optional(client: Client) -> None:
    sign_up(client)
    assert Person.objects.get().gender == ""


@pytest.mark.parametrize("zone", ["", "Europe/Atlantis", "../../etc/passwd", "x" * 500])
def test_a_zone_nobody_knows_becomes_utc(client: Client, zone: str) -> None:
    sign_up(client, time_zone=zone)
    assert Person.objects.get().time_zone == "UTC"


@pytest.mark.parametrize("username", ["abc", "A.b_c-9", "x" * 30])
def test_allowed_names(client: Client, username: str) -> None:
    sign_up(client, username, email="someone@example.org")
    assert Person.objects.get().username == username


@pytest.mark.parametrize(
    "username",
    ["ab", "x" * 31, "with space", "dóra", "dora\n!", "a@b", "admin", "API", "édith", ""],
)
def test_names_that_are_refused(client: Client, username: str) -> None:
    answer = sign_up(client, username, email="someone@example.org")
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {"username"}
    assert not Person.objects.exists()


@pytest.mark.parametrize("username", ["alice", "Alice", "ALICE"])
def test_a_name_is_given_once_in_any_case(client: Client, alice: Person, username: str) -> None:
    answer = sign_up(client, username, email="other@example.org")
    expected = ["That name is taken. Please choose another."]
    assert answer.context["form"].errors["username"] == expected


def test_a_name_is_never_given_again(client: Client, alice: Person) -> None:
    alice.delete()
    assert RetiredUsername.objects.get().name == "alice"
    answer = sign_up(client, "Alice")
    assert answer.context["form"].errors.keys() == {"username"}
    assert not Person.objects.exists()


def test_the_database_keeps_names_apart_too(alice: Person) -> None:
    with pytest.raises(IntegrityError):
        make_person("ALICE")


def test_two_at_once_for_one_name(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second one was told nothing by the form's check, and is told by the database."""
    monkeypatch.setattr(
        adapter.Doorkeeper, "clean_username", lambda _, username, shallow=False: username
    )
    sign_up(client, "dora")
    answer = sign_up(Client(), "Dora", email="other@example.org")
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {"username"}
    assert Person.objects.count() == 1


def test_an_address_belongs_to_one_person(client: Client, alice: Person) -> None:
    answer = sign_up(client, email="ALICE@example.org")
    assert answer.context["form"].errors.keys() == {"email"}


@pytest.mark.parametrize("password", ["short", "12345678901", "password", "dora@example.org", ""])
def test_weak_passwords_are_refused(client: Client, password: str) -> None:
    answer = sign_up(client, password1=password)
    assert answer.context["form"].errors.keys() == {"password1"}


def test_an_error_is_tied_to_its_field_and_gets_the_cursor(client: Client) -> None:
    page = sign_up(client, email="nobody").content.decode()
    field = page[page.index('name="email"') - 20 : page.index('id="id_email_error"')]
    assert 'aria-invalid="true"' in field
    assert "id_email_error" in field
    assert "autofocus" in field
    assert page.count("autofocus") == 1


def test_somebody_signed_in_is_sent_home(alice: Person, client_of) -> None:
    assert client_of(alice).get("/signup/")["Location"] == "/home/"


def test_the_form_asks_the_browser_for_its_zone(client: Client) -> None:
    page = client.get("/signup/").content.decode()
    assert 'name="time_zone" data-time-zone' in page


def test_the_21st_in_a_minute_from_one_address_waits(client: Client) -> None:
    assert [sign_up(client, "x").status_code for _ in range(20)] == [200] * 20
    answer = sign_up(client)
    assert answer.status_code == 429
    assert "A little slower" in answer.content.decode()
    assert not Person.objects.exists()
    assert sign_up(Client(REMOTE_ADDR="10.1.1.1")).status_code == 302


def test_an_invented_forwarded_address_does_not_help(client: Client) -> None:
    for n in range(20):
        client.post("/signup/", headers={"x-forwarded-for": f"10.0.0.{n}"})
    answer = client.post("/signup/", headers={"x-forwarded-for": "10.0.1.1"})
    assert answer.status_code == 429


def test_a_trusted_proxy_tells_addresses_apart(client: Client, settings: Settings) -> None:
    settings.CAFE_TRUSTED_PROXIES = ["127.0.0.1"]
    for _ in range(20):
        client.post("/signup/", headers={"x-forwarded-for": "10.0.0.1"})
    limited = client.post("/signup/", headers={"x-forwarded-for": "10.0.0.1"})
    other = client.post("/signup/", headers={"x-forwarded-for": "10.0.0.2"})
    assert (limited.status_code, other.status_code) == (429, 200)


def test_the_limit_can_be_lifted(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"signup": ""}
    assert {sign_up(client, "x").status_code for _ in range(25)} == {200}

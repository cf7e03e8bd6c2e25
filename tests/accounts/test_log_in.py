"""Logging in by name or address; guessing passwords is slow work."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.accounts.visitor import log_in, signed_in_as
from virtualcafe.accounts.models import Person

WRONG = "The username or the password is not right."


@pytest.mark.parametrize(
    "login", ["alice", "ALICE", "alice@example.org", "Alice@Example.org", " alice "]
)
def test_by_name_or_address_in_any_case(client: Client, alice: Person, login: str) -> None:
    assert log_in(client, login)["Location"] == "/home/"
    assert signed_in_as(client) == alice


def test_leads_where_the_person_was_going(client: Client, alice: Person) -> None:
    form = {"login": "alice", "password": "correct horse"}
    assert client.post("/login/?next=/rooms/", form)["Location"] == "/rooms/"
    assert Client().post("/login/?next=//evil.example", form)["Location"] == "/home/"


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("alice", "wrong horse"),
        ("nobody", "correct horse"),
        ("alice@example.org", "x"),
        ("no@where.org", "x"),
    ],
)
def test_a_wrong_pair_tells_nothing_more(
    client: Client, alice: Person, login: str, password: str
) -> None:
    answer = log_in(client, login, password)
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors() == [WRONG]
    assert signed_in_as(client) is None


def test_somebody_deactivated_stays_outside(client: Client, alice: Person) -> None:
    alice.deactivate()
    assert log_in(client, "alice")["Location"] == "/login/inactive/"
    assert "switched off" in client.get("/login/inactive/").content.decode()
    assert signed_in_as(client) is None


def test_ten_wrong_guesses_shut_the_name_for_a_while(client: Client, alice: Person) -> None:
    for _ in range(10):
        log_in(client, "alice", "wrong")
    answer = log_in(client, "alice")
    assert "Wait five minutes" in answer.content.decode()
    assert signed_in_as(client) is None


def test_guessing_at_one_shuts_out_nobody_else(client: Client, alice: Person, bob: Person) -> None:
    for _ in range(10):
        log_in(client, "alice", "wrong")
    log_in(client, "bob")
    assert signed_in_as(client) == bob


def test_a_class_logs_in_from_one_address(alice: Person) -> None:
    assert {log_in(Client(), "alice").status_code for _ in range(40)} == {302}


def test_the_admin_has_the_same_door(client: Client, alice: Person, client_of) -> None:
    assert client.get("/admin/login/")["Location"].startswith("/login/?next=")
    assert client_of(alice).get("/admin/").status_code in {302, 403}
    assert client_of(alice).get("/admin/login/").status_code == 403

"""Another address: proved first where letters go out, at once where none do."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from tests.accounts.conftest import Browser
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock


def change(client: Client, email: str = "new@example.org", password: str = "correct horse"):
    return client.post("/settings/email/", {"email": email, "password": password})


@pytest.mark.usefixtures("mail_goes_out")
def test_waits_for_its_link(alice: Person, client_of: Browser) -> None:
    alice.mark_verified(clock.now())
    client = client_of(alice)
    assert change(client)["Location"] == "/settings/"
    alice.refresh_from_db()
    assert alice.email == "alice@example.org"
    (letter,) = mail.outbox
    assert letter.to == ["new@example.org"]
    found = re.search(r"http://testserver(/verify-email/\S+/)", str(letter.body))
    assert found is not None
    client.get(found[1])
    alice.refresh_from_db()
    assert (alice.email, alice.is_verified) == ("new@example.org", True)


def test_counts_at_once_without_mail(alice: Person, client_of: Browser) -> None:
    change(client_of(alice))
    alice.refresh_from_db()
    assert alice.email == "new@example.org"
    assert (
        Client()
        .post("/login/", {"login": "new@example.org", "password": "correct horse"})
        .status_code
        == 302
    )


@pytest.mark.parametrize(
    ("email", "password", "field"),
    [
        ("new@example.org", "wrong", "password"),
        ("nonsense", "correct horse", "email"),
        ("bob@example.org", "correct horse", "email"),
    ],
)
def test_refusals(
    alice: Person, bob: Person, client_of: Browser, email: str, password: str, field: str
) -> None:
    answer = change(client_of(alice), email, password)
    assert answer.context["form"].errors.keys() == {field}
    alice.refresh_from_db()
    assert alice.email == "alice@example.org"


def test_signed_out(client: Client, db: None) -> None:
    assert change(client)["Location"].startswith("/login/")

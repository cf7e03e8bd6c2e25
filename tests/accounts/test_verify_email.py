"""A letter proves an address: once, within 24 hours, and again on request."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from tests.accounts.conftest import Browser
from tests.accounts.visitor import sign_up
from tests.conftest import make_person
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_goes_out")]
BANNER = "Send the link again"


def last_link() -> str:
    found = re.search(r"http://testserver(/verify-email/\S+/)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def is_verified(username: str = "dora") -> bool:
    return Person.objects.get(username=username).is_verified


def test_signing_up_sends_a_link_that_works(client: Client) -> None:
    sign_up(client)
    (letter,) = mail.outbox
    assert letter.to == ["dora@example.org"]
    assert not is_verified()
    assert client.get(last_link())["Location"] == "/home/"
    assert is_verified()


def test_in_another_browser_a_button_asks_first(client: Client) -> None:
    """Mail scanners open every link; they press no buttons."""
    sign_up(client)
    scanner = Client()
    page = scanner.get(last_link())
    assert page.status_code == 200
    assert "dora@example.org" in page.content.decode()
    assert not is_verified()
    assert scanner.post(last_link())["Location"] == "/login/"
    assert is_verified()


def test_works_once(client: Client) -> None:
    sign_up(client)
    client.get(last_link())
    answer = client.get(last_link())
    assert answer.status_code == 410
    assert "It was used already" in answer.content.decode()


@pytest.mark.parametrize(("hours", "works"), [(23.9, True), (24.1, False)])
def test_works_for_24_hours(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    hours: float,
    works: bool,  # noqa: FBT001
) -> None:
    sign_up(client)
    later = clock.now() + timedelta(hours=hours)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert client.get(last_link()).status_code == (302 if works else 410)
    assert is_verified() is works


@pytest.mark.parametrize("token", ["invented", "WzEsICJhIl0:1:2"])
def test_an_invented_link_is_nothing(client: Client, token: str) -> None:
    assert client.get(f"/verify-email/{token}/").status_code == 410


def test_the_link_of_another_address_proves_nothing_here(client: Client) -> None:
    sign_up(client)
    sign_up(Client(), "emil")
    client.post(last_link())
    assert is_verified("emil")
    assert not is_verified("dora")


def test_asking_again_sends_another(client: Client) -> None:
    sign_up(client)
    answer = client.post("/verify-email/")
    assert answer["Location"] == "/verify-email/"
    assert "We sent a link to dora@example.org" in client.get("/verify-email/").content.decode()
    assert len(mail.outbox) == 2
    client.get(last_link())
    assert is_verified()


def test_asking_too_often_sends_no_more(client: Client) -> None:
    sign_up(client)
    for _ in range(3):
        client.post("/verify-email/")
    assert len(mail.outbox) == 4
    client.post("/verify-email/")
    assert "some links a few minutes ago" in client.get("/verify-email/").content.decode()
    assert len(mail.outbox) == 4


def test_somebody_made_by_an_admin_can_ask_too(client_of: Browser) -> None:
    client_of(make_person("frida")).post("/verify-email/")
    assert mail.outbox[0].to == ["frida@example.org"]


def test_the_verified_are_not_asked(alice: Person, client_of: Browser) -> None:
    alice.mark_verified(clock.now())
    client = client_of(alice)
    assert client.post("/verify-email/")["Location"] == "/home/"
    assert mail.outbox == []


def test_asking_needs_signing_in(client: Client) -> None:
    assert client.post("/verify-email/")["Location"].startswith("/login/")
    assert mail.outbox == []


def test_a_banner_reminds_until_it_is_done(alice: Person, client_of: Browser) -> None:
    client = client_of(alice)
    assert BANNER in client.get("/settings/").content.decode()
    alice.mark_verified(clock.now())
    assert BANNER not in client.get("/settings/").content.decode()

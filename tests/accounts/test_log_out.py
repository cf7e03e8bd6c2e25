"""Logging out asks, ends the session, and closes its sockets."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.accounts.conftest import Browser
from tests.accounts.visitor import signed_in_as
from virtualcafe.accounts.models import Person
from virtualcafe.realtime.models import Revocation
from virtualcafe.realtime.rights import session_digest


def test_a_get_asks(alice: Person, client_of: Browser) -> None:
    client = client_of(alice)
    page = client.get("/logout/").content.decode()
    assert '<form method="post">' in page
    assert signed_in_as(client) == alice


@pytest.mark.parametrize("door", ["/logout/", "/admin/logout/"])
def test_a_post_ends_at_the_landing_page(alice: Person, client_of: Browser, door: str) -> None:
    client = client_of(alice)
    assert client.post(door)["Location"] == "/"
    assert signed_in_as(client) is None


@pytest.mark.parametrize("door", ["/logout/", "/admin/logout/"])
def test_the_sockets_of_this_session_end(alice: Person, client_of: Browser, door: str) -> None:
    client = client_of(alice)
    key = client.session.session_key
    client.post(door)
    lost = Revocation.objects.get()
    assert (lost.person_id, lost.reason, lost.close) == (alice.pk, "signed_out", 4401)
    assert (lost.stream, lost.only, lost.spared) == ("", session_digest(key), [])


def test_other_devices_stay(alice: Person, client_of: Browser) -> None:
    phone, laptop = client_of(alice), client_of(alice)
    phone.post("/logout/")
    assert signed_in_as(laptop) == alice


def test_nobody_is_sent_to_the_landing_page(client: Client, db: None) -> None:
    assert client.get("/logout/")["Location"] == "/"
    assert client.post("/logout/")["Location"] == "/"
    assert not Revocation.objects.exists()


def test_another_site_cannot_log_anybody_out(alice: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post("/logout/").status_code == 403
    assert signed_in_as(client) == alice

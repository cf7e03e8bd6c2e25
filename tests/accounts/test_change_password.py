"""A new password, by somebody who knows the old one."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.accounts.conftest import Browser
from virtualcafe.accounts.models import Person
from virtualcafe.realtime.models import Revocation
from virtualcafe.realtime.rights import session_digest

NEW = "a brand new pass phrase"


def change(client: Client, old: str = "correct horse", new: str = NEW):
    return client.post("/settings/password/", {"oldpassword": old, "password1": new})


def test_this_session_goes_on_and_others_end(alice: Person, client_of: Browser) -> None:
    here, there = client_of(alice), client_of(alice)
    assert change(here)["Location"] == "/settings/"
    assert here.get("/settings/").status_code == 200
    assert there.get("/settings/")["Location"].startswith("/login/")
    alice.refresh_from_db()
    assert alice.check_password(NEW)


def test_sockets_end_but_those_of_this_session(alice: Person, client_of: Browser) -> None:
    client = client_of(alice)
    before = client.session.session_key
    change(client)
    after = client.session.session_key
    lost = Revocation.objects.get(close=4401)
    assert (lost.person_id, lost.reason, lost.close, lost.only) == (
        alice.pk,
        "password_changed",
        4401,
        "",
    )
    assert lost.spared == [session_digest(before), session_digest(after)]
    assert before != after


def test_sockets_of_this_session_come_again_under_its_new_key(
    alice: Person, client_of: Browser
) -> None:
    """The old key may be what a thief has; a socket opened with it must not outlive it."""
    client = client_of(alice)
    before = client.session.session_key
    change(client)
    lost = Revocation.objects.get(close=4503)
    assert (lost.person_id, lost.only) == (alice.pk, session_digest(before))


@pytest.mark.parametrize(
    ("old", "new", "field"), [("wrong", NEW, "oldpassword"), ("correct horse", "123", "password1")]
)
def test_refusals(alice: Person, client_of: Browser, old: str, new: str, field: str) -> None:
    answer = change(client_of(alice), old, new)
    assert answer.context["form"].errors.keys() == {field}
    alice.refresh_from_db()
    assert alice.check_password("correct horse")
    assert not Revocation.objects.exists()


def test_signed_out(client: Client, db: None) -> None:
    assert change(client)["Location"].startswith("/login/")


def test_set_from_the_command_line_it_ends_sockets_too(alice: Person) -> None:
    alice.set_password(NEW)
    alice.save()
    assert Revocation.objects.get().spared == []


def test_a_save_without_a_new_password_ends_nothing(alice: Person) -> None:
    alice.bio = "Reads."
    alice.save()
    assert not Revocation.objects.exists()


def test_switched_off_by_an_admin_it_ends_sockets_as_it_ends_sessions(alice: Person) -> None:
    alice.set_unusable_password()
    alice.save()
    alice.save()
    assert Revocation.objects.get().reason == "password_changed"


def test_a_new_person_has_nothing_to_lose(db: None) -> None:
    guest = Person(username="guest")
    guest.set_unusable_password()
    guest.save()
    guest.save()
    assert not Revocation.objects.exists()

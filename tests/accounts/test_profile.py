"""What people say about themselves, and who may read it."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.accounts.conftest import Browser
from virtualcafe.accounts.models import Person

ME = {
    "bio": "Reads.",
    "gender": "other",
    "time_zone": "Asia/Tokyo",
    "availability": "nobody",
}


def test_own_profile_shows_what_is_private(alice: Person, client_of: Browser) -> None:
    page = client_of(alice).get("/profile/").content.decode()
    assert "alice@example.org" in page
    assert "/profile/edit/" in page


def test_others_see_the_public_part(alice: Person, bob: Person, client_of: Browser) -> None:
    bob.bio, bob.gender, bob.time_zone = "Likes tea & <rain>", "male", "Asia/Tokyo"
    bob.save()
    page = client_of(alice).get("/u/bob/").content.decode()
    assert "Likes tea &amp; &lt;rain&gt;" in page
    for private in ("bob@example.org", "Asia/Tokyo", "male", "Male", "/profile/edit/"):
        assert private not in page


def test_a_name_is_found_in_any_case(alice: Person, bob: Person, client_of: Browser) -> None:
    assert client_of(alice).get("/u/BOB/").status_code == 200


@pytest.mark.parametrize("name", ["nobody", "b%", "_ob", "x" * 200])
def test_an_unknown_name_is_404(alice: Person, bob: Person, client_of: Browser, name: str) -> None:
    assert client_of(alice).get(f"/u/{name}/").status_code == 404


def test_somebody_deactivated_is_404(alice: Person, bob: Person, client_of: Browser) -> None:
    bob.deactivate()
    assert client_of(alice).get("/u/bob/").status_code == 404


@pytest.mark.parametrize("address", ["/profile/", "/profile/edit/", "/u/alice/", "/settings/"])
def test_signed_out_leads_to_the_log_in(client: Client, alice: Person, address: str) -> None:
    assert client.get(address)["Location"] == f"/login/?next={address}"


def test_the_older_address_leads_to_the_new_one(alice: Person, client_of: Browser) -> None:
    assert client_of(alice).get("/profile/alice/")["Location"] == "/u/alice/"


def test_edit(alice: Person, client_of: Browser) -> None:
    assert client_of(alice).post("/profile/edit/", ME)["Location"] == "/profile/"
    alice.refresh_from_db()
    assert {name: getattr(alice, name) for name in ME} == ME


@pytest.mark.parametrize(
    ("field", "value"),
    [("bio", "x" * 501), ("gender", "dragon"), ("time_zone", "Europe/Atlantis"), ("time_zone", "")],
)
def test_refused_edits(alice: Person, client_of: Browser, field: str, value: str) -> None:
    answer = client_of(alice).post("/profile/edit/", {**ME, field: value})
    assert answer.context["form"].errors.keys() == {field}
    alice.refresh_from_db()
    assert alice.bio == ""


def test_nothing_else_can_be_edited(alice: Person, client_of: Browser) -> None:
    extra = {"role": "admin", "is_superuser": "on", "username": "root", "level": "99"}
    client_of(alice).post("/profile/edit/", ME | extra)
    alice.refresh_from_db()
    assert (alice.role, alice.is_superuser, alice.username, alice.level) == (
        "student",
        False,
        "alice",
        1,
    )

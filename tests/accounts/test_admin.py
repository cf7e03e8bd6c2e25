"""The admin of people: find them, and do what hosts have to do."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.accounts.conftest import Browser
from tests.accounts.visitor import log_in, signed_in_as
from tests.conftest import make_person
from virtualcafe.accounts.models import Invitation, Person, RetiredUsername
from virtualcafe.realtime.models import Revocation
from virtualcafe.realtime.rights import session_digest

PEOPLE = "/admin/accounts/person/"


@pytest.fixture
def host(db: None) -> Person:
    return Person.objects.create_superuser("host-of-it", "host@example.org", "correct horse")


@pytest.fixture
def desk(host: Person, client_of: Browser) -> Client:
    return client_of(host)


def act(desk: Client, action: str, *people: Person):
    form = {"action": action, "_selected_action": [person.pk for person in people]}
    return desk.post(PEOPLE, form, follow=True)


@pytest.mark.parametrize(
    "address",
    [
        f"{PEOPLE}?q=alice&role__exact=student&verified_at__isempty=1",
        f"{PEOPLE}add/",
        "/admin/accounts/preferences/?q=alice&theme__exact=dark",
        "/admin/accounts/preferences/add/",
        "/admin/accounts/invitation/?q=host",
        "/admin/accounts/invitation/add/",
        "/admin/accounts/retiredusername/?q=x",
        "/admin/account/emailaddress/?q=alice",
        "/admin/sessions/session/",
        "/admin/",
    ],
)
def test_every_list_opens(desk: Client, alice: Person, address: str) -> None:
    assert desk.get(address).status_code == 200


def test_a_person_can_be_edited(desk: Client, alice: Person) -> None:
    page = desk.get(f"{PEOPLE}{alice.pk}/change/")
    assert page.status_code == 200
    assert 'name="username"' not in page.content.decode()
    assert 'name="is_superuser"' not in page.content.decode()


def test_a_person_can_be_made(desk: Client) -> None:
    password = {"password1": "quiet rainy day", "password2": "quiet rainy day"}
    empty = {
        f"{prefix}-{name}_FORMS": "0"
        for prefix in ("emailaddress_set", "preferences")
        for name in ("TOTAL", "INITIAL")
    }
    form = {
        "username": "nina",
        "email": "nina@example.org",
        "role": "teacher",
        "usable_password": "true",
    }
    answer = desk.post(f"{PEOPLE}add/", form | password | empty)
    assert answer.status_code == 302, answer.context["errors"]
    nina = Person.objects.get(username="nina")
    assert (nina.role, nina.is_staff) == ("teacher", False)


def test_another_address_is_theirs_at_once(desk: Client, alice: Person) -> None:
    form = {"email": "New@example.org", "time_zone": "UTC"}
    empty = {
        f"{name}-{count}_FORMS": "0"
        for name in ("emailaddress_set", "preferences")
        for count in ("TOTAL", "INITIAL")
    }
    desk.post(f"{PEOPLE}{alice.pk}/change/", form | empty)
    alice.refresh_from_db()
    assert alice.email == alice.emailaddress_set.get().email == "new@example.org"


@pytest.mark.parametrize("role", ["teacher", "student", "admin"])
def test_grant_a_role(desk: Client, alice: Person, role: str) -> None:
    act(desk, f"grant_{role}", alice)
    alice.refresh_from_db()
    assert (alice.role, alice.is_staff) == (role, role == "admin")


def test_hosts_cannot_lock_themselves_out(desk: Client, host: Person) -> None:
    page = act(desk, "grant_student", host).content.decode()
    act(desk, "deactivate", host)
    host.refresh_from_db()
    assert (host.role, host.is_active) == ("admin", True)
    assert "You yourself were left as you are." in page


def test_count_as_verified(desk: Client, alice: Person, settings) -> None:
    settings.CAFE_MAIL = True
    act(desk, "mark_verified", alice)
    alice.refresh_from_db()
    assert alice.is_verified


def test_deactivate_ends_everything(desk: Client, alice: Person, client_of: Browser) -> None:
    hers = client_of(alice)
    act(desk, "deactivate", alice)
    lost = Revocation.objects.get()
    assert (lost.person_id, lost.reason, lost.close, lost.only) == (
        alice.pk,
        "deactivated",
        4401,
        "",
    )
    assert hers.get("/settings/").status_code == 302
    act(desk, "reactivate", alice)
    client = Client()
    log_in(client, "alice")
    assert signed_in_as(client) == alice


def test_a_link_for_a_new_password_is_shown_once(desk: Client, alice: Person) -> None:
    page = act(desk, "issue_reset_link", alice).content.decode()
    found = re.search(r"http://testserver(/password-reset/\S+?/)", page)
    assert found is not None
    assert found[1] not in desk.get(PEOPLE).content.decode()
    assert "Choose a new password" in Client().get(found[1], follow=True).content.decode()


def test_a_new_password_by_the_admin_ends_sockets(desk: Client, alice: Person) -> None:
    password = {"password1": "quiet rainy day", "password2": "quiet rainy day"}
    desk.post(f"{PEOPLE}{alice.pk}/password/", {**password, "usable_password": "true"})
    assert Revocation.objects.get().reason == "password_changed"


def test_only_the_inactive_can_be_deleted(desk: Client, alice: Person) -> None:
    assert desk.post(f"{PEOPLE}{alice.pk}/delete/", {"post": "yes"}).status_code == 403
    alice.deactivate()
    desk.post(f"{PEOPLE}{alice.pk}/delete/", {"post": "yes"})
    assert not Person.objects.filter(username="alice").exists()
    assert RetiredUsername.objects.filter(name="alice").exists()


def test_an_invitation_tells_its_link_once(desk: Client) -> None:
    page = desk.post(
        "/admin/accounts/invitation/add/", {"role": "student", "seats": "3"}, follow=True
    ).content.decode()
    found = re.search(r"http://testserver(/signup/\?invitation=[\w-]+)", page)
    assert found is not None
    assert Invitation.objects.get().seats == 3
    assert found[1] not in desk.get("/admin/accounts/invitation/").content.decode()


@pytest.mark.parametrize("role", ["student", "teacher"])
def test_nobody_else_comes_in(client_of: Browser, role: str, db: None) -> None:
    client = client_of(make_person("alice", role=role))
    assert client.get(PEOPLE).status_code in {302, 403}
    assert client.get(PEOPLE, follow=True).status_code == 403


def test_a_session_that_is_deleted_takes_its_sockets_along(
    desk: Client, alice: Person, client_of: Browser
) -> None:
    gone, stays = client_of(alice), client_of(alice)
    keys = [gone.session.session_key]
    form = {"action": "delete_selected", "_selected_action": keys, "post": "yes"}
    desk.post("/admin/sessions/session/", form)
    lost = Revocation.objects.get()
    assert (lost.person_id, lost.close, lost.only) == (alice.pk, 4401, session_digest(keys[0]))
    assert gone.get("/home/")["Location"].startswith("/login/")
    assert stays.get("/home/").status_code == 200

"""Requests and links in the Django admin: answered as the host would, and taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.conftest import make_person
from tests.rooms.knocking import ask, is_seated
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.realtime import leases
from virtualcafe.rooms.actions import inviting
from virtualcafe.rooms.models import Invite, Room

ClientOf = Callable[[Person], Client]
REQUESTS, LINKS = "/admin/rooms/joinrequest/", "/admin/rooms/invite/"
pytestmark = pytest.mark.usefixtures("unhurried_asks")


@pytest.fixture
def admin(db: None, client_of: ClientOf) -> Client:
    ada = make_person("ada", role=Person.Role.ADMIN, is_staff=True, is_superuser=True)
    return client_of(ada)


@pytest.mark.parametrize(("action", "seated"), [("approve", True), ("deny", False)])
def test_an_admin_answers_while_the_host_is_away(
    action: str, *, seated: bool, private: Room, bob: Person, admin: Client
) -> None:
    request = ask(bob, private)
    page = admin.post(REQUESTS, {"action": action, "_selected_action": request.pk}, follow=True)
    assert "Answered bob." in page.content.decode()
    request.refresh_from_db()
    assert not request.is_waiting
    assert is_seated(bob, private) == seated


def test_while_the_host_is_there_it_is_theirs(
    private: Room, alice: Person, bob: Person, admin: Client
) -> None:
    request = ask(bob, private)
    leases.arrive([leases.Arrival(private.stream_name, alice.pk, "c1")], server="s")
    form = {"action": "approve", "_selected_action": request.pk}
    page = admin.post(REQUESTS, form, follow=True)
    assert "The host lets people in." in page.content.decode()
    assert not is_seated(bob, private)


def test_requests_are_found_by_who_and_where(private: Room, bob: Person, admin: Client) -> None:
    ask(bob, private)
    for words in ("bob", private.code, "Secret"):
        assert admin.get(REQUESTS, {"q": words}).context["cl"].result_count == 1


def test_a_link_is_taken_back_and_never_shown(private: Room, alice: Person, admin: Client) -> None:
    link = inviting.renew_link(private, by=alice, now=clock.now())
    for address in (LINKS, f"{LINKS}{link.pk}/change/"):
        page = admin.get(address).content.decode()
        assert "Secret table" in page
        assert link.token not in page
    admin.post(f"{LINKS}{link.pk}/delete/", {"post": "yes"})
    assert not Invite.objects.exists()

"""The first start prints a link, and whoever opens it makes the first admin."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from tests.accounts.visitor import PASSWORD, signed_in_as
from tests.conftest import make_person
from virtualcafe.accounts import actions
from virtualcafe.accounts.models import Invitation, Person

pytestmark = pytest.mark.django_db
ADMIN = {"username": "admin", "email": "admin@example.org", "password1": PASSWORD}


def first_link() -> str:
    link = actions.first_admin_link()
    assert link is not None
    return link


def test_makes_an_admin_who_is_signed_in(client: Client) -> None:
    link = first_link()
    assert client.get(link).status_code == 200
    answer = client.post(link, ADMIN)
    admin = Person.objects.get()
    assert (admin.role, admin.is_staff, admin.is_superuser) == ("admin", True, True)
    assert signed_in_as(client) == admin
    assert answer["Location"] == "/home/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("can_send", [True, False])
def test_tells_once_that_no_letters_go_out(
    client: Client,
    settings: Settings,
    can_send: bool,  # noqa: FBT001
) -> None:
    settings.CAFE_MAIL = can_send
    client.post(first_link(), ADMIN)
    first, second = (client.get("/settings/").content.decode() for _ in range(2))
    assert ("EMAIL_URL" in first) is not can_send
    assert "EMAIL_URL" not in second


def test_works_where_signing_up_is_closed(client: Client, settings: Settings) -> None:
    settings.CAFE_SIGNUP, settings.CAFE_SIGNUP_DOMAINS = "domain", ["school.example"]
    client.post(first_link(), ADMIN)
    assert Person.objects.get().role == "admin"


def test_works_once(client: Client) -> None:
    link = first_link()
    client.post(link, ADMIN)
    assert Client().get(link).status_code == 410
    assert Client().post(link, {**ADMIN, "username": "eve", "email": "e@x.org"}).status_code == 410
    assert Person.objects.count() == 1


def test_a_later_start_prints_another_and_the_first_is_dead(client: Client) -> None:
    first, second = first_link(), first_link()
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200


def test_there_is_none_once_an_admin_came_by_another_way(client: Client) -> None:
    link = first_link()
    Person.objects.create_superuser("root-of-it", "r@example.org", "correct horse")
    assert actions.first_admin_link() is None
    assert client.get(link).status_code == 410


def test_an_invented_one_is_nothing(client: Client) -> None:
    assert client.get("/setup/invented/").status_code == 410


def test_an_invitation_to_students_does_not_make_admins(client: Client) -> None:
    alice = make_person("alice")
    path = actions.invite(by=alice, seats=1, role="student", now=alice.date_joined)
    token = path.partition("=")[2]
    client.post(f"/setup/{token}/", {**ADMIN, "username": "eve"})
    assert not Person.objects.filter(is_superuser=True).exists()


def test_only_its_digest_is_kept() -> None:
    token = first_link().split("/")[2]
    assert token not in str(list(Invitation.objects.values()))

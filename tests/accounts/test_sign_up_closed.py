"""A café may let people in by invitation, or by the domain of their address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from tests.accounts.visitor import sign_up
from tests.conftest import NOON
from virtualcafe.accounts import actions
from virtualcafe.accounts.models import Invitation, Person
from virtualcafe.lib import clock


@pytest.fixture
def by_invitation(settings: Settings) -> None:
    settings.CAFE_SIGNUP = "invitation"


def token_of(path: str) -> str:
    return path.partition("=")[2]


def test_an_invitation_admits(client: Client, alice: Person, by_invitation: None) -> None:
    path = actions.invite(by=alice, seats=1, role="teacher", now=clock.now())
    assert token_of(path) in client.get(path).content.decode()
    sign_up(client, invitation=token_of(path))
    assert Person.objects.get(username="dora").role == "teacher"


def test_its_seats_are_counted(client: Client, alice: Person, by_invitation: None) -> None:
    token = token_of(actions.invite(by=alice, seats=2, role="student", now=clock.now()))
    for username in ("dora", "emil", "fritz"):
        sign_up(Client(), username, invitation=token)
    assert set(Person.objects.values_list("username", flat=True)) == {"alice", "dora", "emil"}


def test_somebody_else_took_the_last_seat(
    client: Client, alice: Person, by_invitation: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = token_of(actions.invite(by=alice, seats=1, role="student", now=clock.now()))
    monkeypatch.setattr(Invitation, "take_seat", lambda _: False)
    answer = sign_up(client, invitation=token)
    assert "used by somebody else" in answer.content.decode()
    assert not Person.objects.filter(username="dora").exists()


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("token", ["", "invented"])
def test_nobody_comes_in_without(client: Client, by_invitation: None, token: str) -> None:
    assert "By invitation only" in client.get(f"/signup/?invitation={token}").content.decode()
    sign_up(client, invitation=token)
    assert not Person.objects.exists()


def test_it_ends_after_two_weeks(client: Client, alice: Person, by_invitation: None) -> None:
    begun = clock.now() - timedelta(days=14)
    token = token_of(actions.invite(by=alice, seats=1, role="student", now=begun))
    sign_up(client, invitation=token)
    assert not Person.objects.filter(username="dora").exists()


def test_only_its_digest_is_kept(alice: Person) -> None:
    token = token_of(actions.invite(by=alice, seats=1, role="student", now=NOON))
    assert token not in str(list(Invitation.objects.values()))


@pytest.mark.django_db
def test_a_domain_admits_its_own(client: Client, settings: Settings) -> None:
    settings.CAFE_SIGNUP, settings.CAFE_SIGNUP_DOMAINS = "domain", ["school.example"]
    sign_up(client, email="dora@School.example")
    assert Person.objects.get().email == "dora@school.example"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "email", ["dora@other.example", "dora@evil-school.example", "d@x.school.example"]
)
def test_a_domain_keeps_others_out(client: Client, settings: Settings, email: str) -> None:
    settings.CAFE_SIGNUP, settings.CAFE_SIGNUP_DOMAINS = "domain", ["school.example"]
    answer = sign_up(client, email=email)
    expected = ["Please use an address that ends in @school.example."]
    assert answer.context["form"].errors["email"] == expected
    assert not Person.objects.exists()

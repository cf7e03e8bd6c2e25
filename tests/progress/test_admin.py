"""What is derived can be looked at in the admin, and not changed there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.conftest import NOON
from tests.progress.diary import log
from virtualcafe.accounts.models import Person
from virtualcafe.progress.models import Day

SignIn = Callable[[Person], Client]


@pytest.fixture
def desk(db: None, client_of: SignIn) -> Client:
    host = Person.objects.create_superuser("host-of-it", "host@example.org", "correct horse")
    return client_of(host)


@pytest.mark.parametrize("of", ["day", "week", "standing", "achievement", "earned"])
def test_every_list_opens(desk: Client, alice: Person, of: str) -> None:
    log(alice, NOON, 50)
    answer = desk.get(f"/admin/progress/{of}/")
    assert answer.status_code == 200
    assert answer.context["cl"].result_count > 0
    assert desk.get(f"/admin/progress/{of}/?q=alice").status_code == 200
    assert desk.get(f"/admin/progress/{of}/add/").status_code == 403


def test_a_row_is_shown_and_not_changed(desk: Client, alice: Person) -> None:
    log(alice, NOON, 50)
    address = f"/admin/progress/day/{Day.objects.get().pk}/change/"
    assert desk.get(address).status_code == 200
    assert desk.post(address, {"minutes": 999}).status_code == 403
    assert Day.objects.get().minutes == 50


def test_who_is_gone_takes_it_along(desk: Client, alice: Person) -> None:
    log(alice, NOON, 50)
    alice.deactivate()
    page = desk.post(f"/admin/accounts/person/{alice.pk}/delete/", {"post": "yes"}, follow=True)
    assert page.status_code == 200
    assert not Person.objects.filter(pk=alice.pk).exists()
    assert not Day.objects.exists()

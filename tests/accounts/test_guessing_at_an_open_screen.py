"""Pages that ask for the password again don't let anybody guess it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.conftest import make_person
from virtualcafe.accounts import departure
from virtualcafe.accounts.models import Person


@pytest.fixture
def alice(db: None) -> Person:
    departure.tries.forget()
    return make_person("alice")


def test_after_five_wrong_passwords_the_right_one_has_to_wait(
    alice: Person, client_of: Callable[[Person], Client]
) -> None:
    client = client_of(alice)
    for _ in range(departure.TRIES):
        answer = client.post("/settings/export/", {"password": "guess"})
        assert b"This is not your password." in answer.content
    answer = client.post("/settings/export/", {"password": "correct horse"})
    assert b"Too many wrong passwords." in answer.content
    assert answer["Content-Type"].startswith("text/html")

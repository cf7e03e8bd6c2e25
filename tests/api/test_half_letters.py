"""JSON can name half a letter, which no answer can say."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client

from virtualcafe.accounts.models import Person

SignIn = Callable[[Person], Client]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/api/focus/timer/start/", {"focus_minutes": "\ud800"}),
        ("/api/focus/tasks/", {"title": "Rent", "priority": "\ud800"}),
        ("/api/chat/rooms/", {"name": "\ud800"}),
        ("/api/chat/private-threads/", {"user": "a\ud800b"}),
        ("/save-session/", {"minutes": 1, "session_type": "\ud800"}),
    ],
)
def test_half_a_letter_is_refused(
    client_of: SignIn, alice: Person, address: str, said: dict[str, object]
) -> None:
    browser = client_of(alice)
    browser.raise_request_exception = False
    answer = browser.post(address, json.dumps(said), content_type="application/json")
    assert answer.status_code == 400

"""Until somebody wrote in it, nobody but its opener learns of a thread."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import timedelta
from zipfile import ZipFile

from django.test import Client

from tests.chat.private_cast import opened
from virtualcafe.accounts.models import Person
from virtualcafe.chat.private.actions import open_thread
from virtualcafe.lib import clock

SignIn = Callable[[Person], Client]


def test_an_export_is_silent_about_it(alice: Person, bob: Person, client_of: SignIn) -> None:
    opened(alice, bob)
    answer = client_of(bob).get("/api/me/export/")
    with ZipFile(io.BytesIO(answer.getvalue())) as export:
        assert json.loads(export.read("private-threads.json")) == []


def test_who_opens_it_too_opens_a_new_one(alice: Person, bob: Person, client_of: SignIn) -> None:
    now = clock.now()
    open_thread(alice, bob, now=now - timedelta(days=3))
    answer = client_of(bob).post(
        "/api/chat/private-threads/", {"user": "alice"}, content_type="application/json"
    )
    assert answer.status_code == 201
    assert answer.json()["created_at"] >= clock.iso(now)

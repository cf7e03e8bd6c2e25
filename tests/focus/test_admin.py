"""What an admin changes in the sessions changes the progress made of them."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from tests.conftest import NOON
from tests.focus.conftest import at
from tests.progress.diary import log
from tests.progress.test_derived import everything
from virtualcafe.accounts.models import Person
from virtualcafe.focus.models import Session
from virtualcafe.focus.records import correcting

SignIn = Callable[[Person], Client]


def _admin() -> Person:
    return Person.objects.create_superuser("host-of-it", "h@example.org", "correct horse")


@pytest.mark.parametrize("action", ["delete", "delete_selected"])
def test_a_session_deleted_in_the_admin_is_uncounted(
    client_of: SignIn, alice: Person, action: str
) -> None:
    session = log(alice, NOON, 50)
    desk = client_of(_admin())
    if action == "delete":
        desk.post(f"/admin/focus/session/{session.pk}/delete/", {"post": "yes"})
    else:
        chosen = {"action": action, "_selected_action": [session.pk], "post": "yes"}
        desk.post("/admin/focus/session/", chosen)
    assert not Session.objects.exists()
    before = everything()
    call_command("rebuild_progress", verbosity=0, stdout=StringIO())
    assert before == everything()


def test_a_correction_deleted_in_the_admin_leaves_no_chain_of_which_nothing_stands(
    client_of: SignIn, alice: Person
) -> None:
    first = log(alice, NOON, 50)
    after = correcting.correct(alice, first.pk, {"minutes": 20}, now=at(90))
    desk = client_of(_admin())
    desk.post(f"/admin/focus/session/{after.pk}/delete/", {"post": "yes"})
    assert not Session.objects.exists() or Session.objects.filter(stands=True).exists()

"""A new password by a link in a letter; whether an address exists is told to nobody."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.accounts.conftest import Browser
from tests.accounts.visitor import log_in, signed_in_as
from virtualcafe.accounts import links
from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock, worker
from virtualcafe.realtime.models import Revocation

NEW = "a brand new pass phrase"


def ask(client: Client, email: str):
    return client.post("/password-reset/", {"email": email})


def letters() -> list[str]:
    while worker.run_one():
        pass
    return [str(letter.body) for letter in mail.outbox]


def link_in(letter: str) -> str:
    found = re.search(r"http://testserver(/password-reset/\S+/)", letter)
    assert found is not None
    return found[1]


def test_a_letter_leads_to_a_new_password(client: Client, alice: Person) -> None:
    ask(client, "Alice@example.org")
    (letter,) = letters()
    assert "Hello alice" in letter
    form = client.get(link_in(letter), follow=True)
    assert link_in(letter) not in form.request["PATH_INFO"]
    done = client.post(form.request["PATH_INFO"], {"password1": NEW})
    assert done["Location"] == "/password-reset/done/"
    assert client.get("/password-reset/done/").status_code == 200
    log_in(client, "alice", NEW)
    assert signed_in_as(client) == alice


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["alice@example.org", "nobody@example.org"])
def test_the_answer_is_the_same_for_every_address(
    client: Client, email: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Person.objects.create_user("alice", "alice@example.org", "correct horse")
    with django_assert_num_queries(1):  # the task is put down; who is meant is found out later
        answer = ask(client, email)
    assert (answer.status_code, answer["Location"]) == (302, "/password-reset/sent/")
    page = client.get(answer["Location"]).content.decode()
    assert "If there is an account with this address" in page
    assert email not in page
    assert len(letters()) == (email == "alice@example.org")


def test_somebody_deactivated_gets_no_letter(client: Client, alice: Person) -> None:
    alice.deactivate()
    ask(client, alice.email)
    assert letters() == []


def use(link: str, password: str = NEW):
    client = Client()
    form = client.get(link, follow=True)
    return client.post(form.request["PATH_INFO"], {"password1": password})


def test_the_link_works_once(alice: Person) -> None:
    link = links.password_reset_path(alice)
    assert use(link).status_code == 302
    assert "This link was used" in use(link, "yet another phrase").content.decode()
    alice.refresh_from_db()
    assert alice.check_password(NEW)


def test_the_link_works_for_a_day(alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    link = links.password_reset_path(alice)
    later = clock.now() + timedelta(hours=25)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "older than a day" in Client().get(link).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["1-invented", "zzzzzz-set-password", "x-y"])
def test_an_invented_link_is_nothing(client: Client, key: str) -> None:
    assert "This link was used" in client.get(f"/password-reset/{key}/").content.decode()


def test_a_weak_password_is_refused_and_the_link_still_holds(alice: Person) -> None:
    link = links.password_reset_path(alice)
    assert use(link, "short").context["form"].errors.keys() == {"password1"}
    assert use(link).status_code == 302


def test_whoever_was_signed_in_is_out(alice: Person, client_of: Browser) -> None:
    laptop = client_of(alice)
    use(links.password_reset_path(alice))
    assert laptop.get("/settings/").status_code == 302
    lost = Revocation.objects.get()
    assert (lost.person_id, lost.reason, lost.close) == (alice.pk, "password_changed", 4401)
    assert (lost.only, lost.spared) == ("", [])


def test_asking_again_and_again_is_slowed_down(client: Client, db: None) -> None:
    answers = [ask(client, "nobody@example.org").status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]

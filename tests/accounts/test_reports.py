"""Reports: of a person, a message, a room one may see; and what an admin does about them."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.accounts.conftest import Browser
from tests.chat.cast import said
from tests.conftest import NOON
from virtualcafe.accounts import reports
from virtualcafe.accounts.models import ModeratorAct, Person, Report
from virtualcafe.chat.actions import delete_message
from virtualcafe.rooms.models import Room


@pytest.fixture(autouse=True)
def _rested() -> None:
    reports.rates.forget()


def told(client: Client, about: str, pk: int, reason: str = "Spam"):
    body = {"about": about, "id": pk, "reason": reason}
    return client.post("/api/reports/", body, "application/json")


def test_what_was_said_is_kept(alice: Person, bob: Person, room: Room, client_of: Browser) -> None:
    message = said(alice, room, "Buy my book")
    answer = told(client_of(bob), "message", message.pk)
    assert answer.status_code == 201
    report = Report.objects.get()
    assert answer.json() | {"created_at": ""} == {
        "id": report.pk,
        "about": "message",
        "created_at": "",
    }
    delete_message(alice, message.pk, now=NOON)
    assert (report.reporter, report.person, report.excerpt) == (bob, alice, "Buy my book")


def test_a_person_and_a_room(alice: Person, bob: Person, room: Room, client_of: Browser) -> None:
    assert told(client_of(bob), "person", alice.pk).status_code == 201
    assert told(client_of(bob), "room", room.pk).status_code == 201
    assert list(Report.objects.values_list("person__username", "excerpt").order_by("pk")) == [
        ("alice", ""),
        ("alice", "Reading room"),
    ]


def test_what_one_may_not_see_is_not_there(
    alice: Person, charlie: Person, room: Room, client_of: Browser
) -> None:
    Room.objects.filter(pk=room.pk).update(public=False)
    message = said(alice, room)
    for about, pk in (("message", message.pk), ("room", room.pk), ("person", 99), ("message", 99)):
        assert told(client_of(charlie), about, pk).status_code == 404
        assert client_of(charlie).get(f"/report/{about}/{pk}/").status_code == 404
    assert not Report.objects.exists()


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 1001, "a\x00b"])
def test_a_reason_is_needed(alice: Person, bob: Person, client_of: Browser, reason: str) -> None:
    assert told(client_of(bob), "person", alice.pk, reason).status_code == 400
    assert not Report.objects.exists()


def test_wrong_kinds_and_oneself(bob: Person, client_of: Browser) -> None:
    assert told(client_of(bob), "tea", 1).status_code == 400
    assert client_of(bob).get("/report/tea/1/").status_code == 400
    assert told(client_of(bob), "person", bob.pk).status_code == 400


def test_the_11th_in_an_hour_waits(alice: Person, bob: Person, client_of: Browser) -> None:
    api = client_of(bob)
    assert [told(api, "person", alice.pk).status_code for _ in range(11)] == [201] * 10 + [429]


def test_signed_out(client: Client, alice: Person) -> None:
    assert told(client, "person", alice.pk).status_code == 401
    assert client.get(f"/report/person/{alice.pk}/")["Location"].startswith("/login/")


def test_by_form(alice: Person, bob: Person, room: Room, client_of: Browser) -> None:
    message = said(alice, room, "<b>Buy</b> my book")
    browser, address = client_of(bob), f"/report/message/{message.pk}/"
    page = browser.get(address).content.decode()
    assert "&lt;b&gt;Buy&lt;/b&gt; my book" in page
    refused = browser.post(address, {"reason": " "})
    assert (refused.status_code, Report.objects.count()) == (422, 0)
    assert b"Say in a few words what is wrong." in refused.content
    assert browser.post(address, {"reason": "Spam"})["Location"] == "/home/"
    assert Report.objects.get().reason == "Spam"


def test_an_admin_closes_it_and_it_is_written_down(
    alice: Person, bob: Person, charlie: Person, client_of: Browser
) -> None:
    told(client_of(bob), "person", alice.pk)
    charlie.grant(Person.Role.ADMIN)
    report, admin = Report.objects.get(), client_of(charlie)
    page = admin.get("/admin/accounts/report/").content.decode()
    assert f"/admin/accounts/person/{alice.pk}/change/" in page
    chosen = {"action": "close", "_selected_action": [report.pk]}
    for _ in range(2):
        admin.post("/admin/accounts/report/", chosen)
    report.refresh_from_db()
    assert report.closed_by == charlie
    act = ModeratorAct.objects.get()
    assert (act.actor, act.verb, act.person) == (charlie, "close report", alice)


def test_nobody_else_reads_reports(alice: Person, bob: Person, client_of: Browser) -> None:
    told(client_of(bob), "person", alice.pk)
    assert client_of(bob).get("/admin/accounts/report/").status_code == 302

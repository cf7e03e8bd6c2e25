"""The pages of one's own sessions, as they work without JavaScript."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import NOON
from tests.focus.conftest import Freeze, at
from virtualcafe.accounts.models import Person
from virtualcafe.focus.models import Session
from virtualcafe.focus.records import paging, selectors
from virtualcafe.focus.tasks import actions as tasks

from .conftest import See

SignIn = Callable[[Person], Client]
ALL = "/progress/sessions/"
FORM = {"began": "2026-03-04T12:00", "minutes": "25", "task": "", "goal": ""}


@pytest.fixture
def client(alice: Person, client_of: SignIn, freeze: Freeze) -> Client:
    freeze(600)
    return client_of(alice)


def shown(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_any_the_page_says_what_to_do(client: Client) -> None:
    page = shown(client, ALL)
    assert 'href="/study/"' in page
    assert 'name="source"' not in page


def test_the_list_is_filtered(client: Client, alice: Person, bob: Person, see: See) -> None:
    see(alice, goal="Essay", task="Writing")
    see(alice, start=60, goal="Sums")
    see(bob, goal="A secret")
    page = shown(client, ALL)
    assert "Essay" in page
    assert "Sums" in page
    assert "A secret" not in page
    page = shown(client, f"{ALL}?task=Writing")
    assert "Essay" in page
    assert "Sums" not in page
    assert "progress/sessions.csv?task=Writing&amp;" in page
    assert "Look at all of them" in shown(client, f"{ALL}?to=2020-01-01")


def test_pages_go_on_from_a_session(alice: Person, see: See) -> None:
    for start in range(0, 70, 10):
        see(alice, start=start, minutes=5)
    see(alice, start=30, minutes=5)
    every = list(selectors.sessions(alice))
    first = paging.page(selectors.sessions(alice), {}, size=3)
    assert (first.rows, first.newer) == (every[:3], "")
    second = paging.page(selectors.sessions(alice), _query(first.older), size=3)
    third = paging.page(selectors.sessions(alice), _query(second.older), size=3)
    assert (second.rows, third.rows, third.older) == (every[3:6], every[6:], "")
    back = paging.page(selectors.sessions(alice), _query(third.newer), size=3)
    assert (back.rows, back.older) == (every[3:6], second.older)
    assert paging.page(selectors.sessions(alice), {"before": "x-1"}, size=3) == first
    assert paging.page(selectors.sessions(alice), {"after": f"{'9' * 18}-1"}, size=3).rows


def _query(said: str) -> dict[str, str]:
    name, _, value = said.partition("=")
    return {name: value}


def test_a_session_is_added_by_a_form(client: Client, alice: Person) -> None:
    assert 'value="2026-03-04T21:35"' in shown(client, f"{ALL}add/")
    task = tasks.create(alice, {"title": "Essay"}, now=NOON)
    answer = client.post(f"{ALL}add/", FORM | {"task": "Essay", "goal": "Outline"})
    session = Session.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{ALL}{session.pk}/")
    assert (session.started_at, session.minutes, session.source) == (NOON, 25, "reported")
    assert (session.task, session.of_task, session.goal) == ("Essay", task, "Outline")
    page = shown(client, answer["Location"])
    assert "You added 25 min." in page


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("minutes", "0", "greater than or equal to 1"),
        ("minutes", "1000", "less than or equal to 720"),
        ("began", "yesterday", "valid date"),
        ("began", "2026-03-05T12:00", "begun yet"),
        ("began", "2026-03-04T13:10", "from 13:00 to 13:50"),
        ("goal", "\x00", "Null characters"),
    ],
)
def test_a_form_that_cannot_be_says_why_and_keeps_what_was_typed(
    client: Client, alice: Person, see: See, field: str, typed: str, words: str
) -> None:
    see(alice, start=60)
    answer = client.post(f"{ALL}add/", {**FORM, "goal": "Essay", field: typed})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    if field != "goal":
        assert 'value="Essay"' in answer.content.decode()
    assert Session.objects.count() == 1


def test_times_are_those_of_the_persons_own_clock(client: Client, alice: Person, see: See) -> None:
    alice.time_zone = "America/New_York"
    alice.save()
    session = see(alice, start=0.5)
    assert 'value="2026-03-04T07:00"' in shown(client, f"{ALL}{session.pk}/correct/")
    client.post(f"{ALL}{session.pk}/correct/", FORM | {"began": "2026-03-04T07:00"})
    after = Session.objects.get(stands=True)
    assert (after.minutes, after.started_at) == (25, at(0.5))
    client.post(f"{ALL}{session.pk}/correct/", FORM | {"began": "2026-03-04T07:10"})
    assert Session.objects.get(stands=True).started_at == at(10)


def test_a_correction_shows_what_the_cafe_saw(client: Client, alice: Person, see: See) -> None:
    session = see(alice, goal="Essay")
    answer = client.post(
        f"{ALL}{session.pk}/correct/", FORM | {"minutes": "20", "goal": "Essay"}, follow=True
    )
    assert answer.redirect_chain == [(f"{ALL}{session.pk}/", 302)]
    page = answer.content.decode()
    assert "The café saw 50 min." in page
    assert "You corrected it to 20 min." in page
    assert "corrected" in shown(client, ALL)


def test_a_session_is_deleted_after_asking(client: Client, alice: Person, see: See) -> None:
    session = see(alice)
    assert "will be gone" in shown(client, f"{ALL}{session.pk}/delete/")
    assert Session.objects.exists()
    answer = client.post(f"{ALL}{session.pk}/delete/")
    assert (answer.status_code, answer["Location"]) == (302, ALL)
    assert not Session.objects.exists()


def test_nobody_else_finds_them(bob: Person, alice: Person, client_of: SignIn, see: See) -> None:
    session, client = see(alice), client_of(bob)
    for act in ("", "correct/", "delete/"):
        assert client.get(f"{ALL}{session.pk}/{act}").status_code == 404
    for act in ("correct/", "delete/"):
        assert client.post(f"{ALL}{session.pk}/{act}", FORM).status_code == 404
    for path in (ALL, f"{ALL}add/", "/progress/sessions.csv", f"{ALL}{session.pk}/"):
        assert Client().get(path)["Location"].startswith("/login/")
    assert Session.objects.get().stands


def test_a_spreadsheet_of_what_the_list_shows(client: Client, alice: Person, see: See) -> None:
    see(alice, start=60, goal='=HYPERLINK("http://evil.example")', room_name="+1")
    see(alice, kind="break")
    answer = client.get("/progress/sessions.csv?kind=focus")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="sessions.csv"'
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    head, row = csv.reader(StringIO(text))
    assert dict(zip(head, row, strict=True)) == {
        "Day": "2026-03-04",
        "Began (UTC)": "2026-03-04 13:00",
        "Ended": "2026-03-04 13:50",
        "Kind": "focus",
        "Source": "solo",
        "Room": "'+1",
        "Task": "",
        "Goal": '\'=HYPERLINK("http://evil.example")',
        "Outcome": "",
        "Minutes": "50",
        "Planned": "50",
        "Recorded first": "50",
    }


def test_the_list_takes_few_queries(
    client: Client, alice: Person, see: See, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for start in range(paging.SIZE + 5):
        see(alice, start=start, minutes=1, task=f"Task {start}")
    with django_assert_max_num_queries(9):
        shown(client, ALL)

"""Which task minutes were for, and what became of the goal."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from tests.focus.conftest import OpenRoom, at, come
from virtualcafe.accounts import export
from virtualcafe.accounts.models import Person
from virtualcafe.focus import actions as timers
from virtualcafe.focus.clock import Lengths
from virtualcafe.focus.models import Session, Timer
from virtualcafe.focus.settling import settle_due
from virtualcafe.focus.tasks import actions, parking, removing
from virtualcafe.focus.tasks.models import Task
from virtualcafe.lib.errors import NotFound

SignIn = Callable[[Person], Client]
ROUND = Lengths(auto_start_breaks=False, auto_start_focus=False)


@pytest.fixture
def essay(alice: Person) -> Task:
    return actions.create(alice, {"title": "Essay"}, now=at(0))


def focused(person: Person) -> list[tuple[str, int | None]]:
    rows = Session.objects.filter(person=person, kind="focus").order_by("pk")
    return list(rows.values_list("task", "of_task"))


def test_named_by_its_id_it_becomes_the_active_one(alice: Person, essay: Task) -> None:
    timers.start(alice, lengths=ROUND, now=at(0), task=essay.pk)
    essay.refresh_from_db()
    assert essay.active
    settle_due(at(25))
    assert focused(alice) == [("Essay", essay.pk)]


def test_who_names_none_works_on_the_active_one(alice: Person, essay: Task) -> None:
    actions.change(alice, essay.pk, {"active": True}, now=at(0))
    timers.start(alice, lengths=ROUND, now=at(0))
    settle_due(at(25))
    assert focused(alice) == [("Essay", essay.pk)]


def test_words_are_no_task(alice: Person, essay: Task) -> None:
    actions.change(alice, essay.pk, {"active": True}, now=at(0))
    timers.start(alice, lengths=ROUND, now=at(0), task="Something else")
    settle_due(at(25))
    assert focused(alice) == [("Something else", None)]


def test_in_a_room_each_works_on_their_own(
    open_room: OpenRoom, alice: Person, bob: Person, charlie: Person, essay: Task
) -> None:
    room = open_room(alice, bob, charlie)
    come("room:FCSRMA", alice, bob)
    actions.change(alice, essay.pk, {"active": True}, now=at(0))
    report = actions.create(charlie, {"title": "Report", "active": True}, now=at(0))
    timers.start(bob, room, lengths=ROUND, now=at(0))
    timers.join(charlie, room, now=at(5))
    settle_due(at(25))
    assert focused(alice) == [("Essay", essay.pk)]
    assert focused(bob) == [("", None)]
    assert focused(charlie) == [("Report", report.pk)]


def test_another_chosen_in_mid_phase_takes_the_session(alice: Person, essay: Task) -> None:
    timers.start(alice, lengths=ROUND, now=at(0), task=essay.pk)
    other = actions.create(alice, {"title": "Report"}, now=at(5))
    actions.change(alice, other.pk, {"active": True}, now=at(5))
    settle_due(at(25))
    assert focused(alice) == [("Report", other.pk)]


def test_done_in_mid_phase_it_has_this_session_and_no_further(alice: Person, essay: Task) -> None:
    timers.start(alice, lengths=ROUND, now=at(0), task=essay.pk)
    actions.change(alice, essay.pk, {"done": True}, now=at(20))
    settle_due(at(25))
    timers.skip(alice, now=at(26))
    timers.resume(alice, now=at(26))
    settle_due(at(51))
    assert focused(alice) == [("Essay", essay.pk), ("", None)]


def test_deleted_its_title_stays(alice: Person, essay: Task) -> None:
    timers.start(alice, lengths=ROUND, now=at(0), task=essay.pk)
    settle_due(at(25))
    timers.skip(alice, now=at(26))
    timers.resume(alice, now=at(26))
    removing.delete(alice, essay.pk, now=at(30))
    settle_due(at(51))
    assert focused(alice) == [("Essay", essay.pk), ("Essay", None)]
    removing.forget(at(90))
    assert focused(alice) == [("Essay", None), ("Essay", None)]


def test_rounds_are_those_that_were_finished(alice: Person, essay: Task, client_of: SignIn) -> None:
    timers.start(alice, lengths=ROUND, now=at(0), task=essay.pk)
    settle_due(at(25))
    timers.skip(alice, now=at(26))
    timers.resume(alice, now=at(26))
    timers.stop(alice, now=at(40))
    assert client_of(alice).get(f"/api/focus/tasks/{essay.pk}/").json()["rounds"] == 1


def test_a_task_of_somebody_else_starts_nothing(bob: Person, essay: Task) -> None:
    with pytest.raises(NotFound):
        timers.start(bob, lengths=ROUND, now=at(0), task=essay.pk)
    assert not Timer.objects.filter(owner=bob, phase="focus").exists()


@pytest.mark.parametrize(
    ("task", "status"), [("Essay", 200), (True, 400), (1.5, 400), (0, 404), (2**80, 404)]
)
def test_over_http_a_task_is_an_id_or_words(
    alice: Person, client_of: SignIn, task: object, status: int
) -> None:
    address = "/api/focus/timer/start/"
    answer = client_of(alice).post(address, {"task": task}, "application/json")
    assert answer.status_code == status


def finish(person: Person, *, goal: str, start: int) -> Session:
    timers.start(person, lengths=ROUND, now=at(start), goal=goal)
    timers.stop(person, now=at(start + 10))
    return Session.objects.filter(person=person).latest("pk")


def say(client: Client, session: Session, outcome: object) -> Any:
    address = f"/api/focus/sessions/{session.pk}/"
    return client.patch(address, {"outcome": outcome}, "application/json")


@pytest.mark.parametrize(
    ("outcome", "carried"),
    [("partly", "Outline"), ("blocked", "Outline"), ("done", ""), (None, "")],
)
def test_what_was_left_unfinished_is_suggested_next(
    alice: Person, client_of: SignIn, outcome: str | None, carried: str
) -> None:
    client = client_of(alice)
    session = finish(alice, goal="Outline", start=0)
    answer = say(client, session, outcome)
    assert (answer.status_code, answer.json()["outcome"]) == (200, outcome)
    finish(alice, goal="", start=20)
    assert client.get("/api/focus/timer/").json()["carried_goal"] == carried
    finish(alice, goal="Something else", start=40)
    assert client.get("/api/focus/timer/").json()["carried_goal"] == ""


def test_an_outcome_is_one_of_three_and_ones_own(
    alice: Person, bob: Person, client_of: SignIn
) -> None:
    session = finish(alice, goal="Outline", start=0)
    assert say(client_of(alice), session, "splendid").status_code == 400
    assert say(client_of(bob), session, "done").status_code == 404
    assert say(Client(), session, "done").status_code == 401
    session.refresh_from_db()
    assert session.outcome == ""


def test_what_one_wrote_down_is_handed_out(alice: Person, bob: Person, essay: Task) -> None:
    parking.park(alice, "Call the bank", now=at(0))
    actions.create(bob, {"title": "Not mine"}, now=at(0))
    archive = ZipFile(io.BytesIO(b"".join(export.zipped(alice))))
    assert [task["title"] for task in json.loads(archive.read("tasks.json"))] == ["Essay"]
    assert [each["text"] for each in json.loads(archive.read("parked.json"))] == ["Call the bank"]

"""The page of tasks: what it shows, its forms without JavaScript, and that all of it is one's
own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.focus.tasks import actions
from virtualcafe.focus.tasks.models import Task
from virtualcafe.lib import clock

SignIn = Callable[[Person], Client]
GOALS = "/goals/"


@pytest.fixture
def essay(alice: Person) -> Task:
    return actions.create(alice, {"title": "Essay", "estimate": 3}, now=NOON)


def page(client: Client, address: str = GOALS) -> str:
    return str(client.get(address).content.decode())


def act(client: Client, task: Task, name: str) -> Any:
    answer = client.post(f"/goals/tasks/{task.pk}/{name}/")
    task.refresh_from_db()
    return answer


def test_without_tasks_it_says_what_to_do_first(alice: Person, client_of: SignIn) -> None:
    assert "Write down the first thing" in page(client_of(alice))


def test_a_task_is_written_down(alice: Person, client_of: SignIn) -> None:
    client = client_of(alice)
    answer = client.post("/goals/tasks/", {"title": "Essay", "due": "2026-03-09", "estimate": "2"})
    assert (answer.status_code, answer["Location"]) == (302, GOALS)
    task = Task.objects.get(person=alice)
    assert (task.title, str(task.due), task.estimate) == ("Essay", "2026-03-09", 2)
    assert (task.priority, task.recurrence) == ("normal", "none")
    assert "Essay" in page(client)


@pytest.mark.parametrize(
    "said",
    [{"title": " "}, {"title": "x" * 201}, {"title": "x", "due": "soon"}],
    ids=["nothing", "too long", "no day"],
)
def test_what_cannot_stand_in_a_task_is_asked_for_again(
    alice: Person, client_of: SignIn, said: dict[str, str]
) -> None:
    answer = client_of(alice).post("/goals/tasks/", said)
    assert answer.status_code == 422
    assert b"field-error" in answer.content
    assert not Task.objects.exists()


def test_a_refusal_of_the_action_is_said_in_the_form(
    alice: Person, client_of: SignIn, monkeypatch: pytest.MonkeyPatch, essay: Task
) -> None:
    monkeypatch.setattr(actions, "MOST_OPEN", 1)
    answer = client_of(alice).post("/goals/tasks/", {"title": "One more"})
    assert answer.status_code == 422
    assert b"1 tasks are open" in answer.content


def test_everything_of_a_task_is_changed(alice: Person, client_of: SignIn, essay: Task) -> None:
    client = client_of(alice)
    assert 'value="Essay"' in page(client, f"/goals/tasks/{essay.pk}/")
    said = {
        "title": "Report",
        "notes": "Two pages",
        "due": "",
        "estimate": "",
        "priority": "high",
        "recurrence": "weekly",
    }
    assert client.post(f"/goals/tasks/{essay.pk}/", said)["Location"] == GOALS
    essay.refresh_from_db()
    assert (essay.title, essay.notes, essay.priority) == ("Report", "Two pages", "high")
    assert (essay.due, essay.estimate, essay.recurrence) == (None, None, "weekly")


def test_it_is_chosen_done_and_opened_again(alice: Person, client_of: SignIn, essay: Task) -> None:
    client = client_of(alice)
    assert act(client, essay, "activate")["Location"] == f"{GOALS}#task-{essay.pk}"
    assert essay.active
    act(client, essay, "rest")
    assert not essay.active
    act(client, essay, "done")
    assert essay.done_at
    assert "Done lately" in page(client)
    assert "Essay" in page(client, "/goals/done/")
    act(client, essay, "reopen")
    assert essay.done_at is None


def test_it_is_moved_with_buttons(alice: Person, client_of: SignIn, essay: Task) -> None:
    client = client_of(alice)
    other = actions.create(alice, {"title": "Other"}, now=NOON)
    for name, order in (("up", [other, essay]), ("up", [other, essay]), ("down", [essay, other])):
        act(client, other, name)
        assert list(Task.objects.order_by("position")) == order


@pytest.mark.parametrize(
    ("zone", "days", "words"),
    [
        ("UTC", -1, "Overdue"),
        ("UTC", 0, "Today"),
        ("UTC", 1, "Tomorrow"),
        ("Pacific/Kiritimati", 0, "Overdue"),  # where tomorrow has begun
    ],
)
def test_its_day_is_the_persons_own(
    alice: Person,
    client_of: SignIn,
    essay: Task,
    monkeypatch: pytest.MonkeyPatch,
    zone: str,
    days: int,
    words: str,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    essay.due = (NOON + timedelta(days=days)).date()
    essay.save()
    alice.time_zone = zone
    alice.save()
    assert words in page(client_of(alice))


def test_a_part_of_it_is_drawn_alone(alice: Person, client_of: SignIn, essay: Task) -> None:
    client = client_of(alice)
    tasks, parked = page(client, f"{GOALS}?part=tasks"), page(client, f"{GOALS}?part=parked")
    assert tasks.startswith("<task-list")
    assert "Essay" in tasks
    assert parked.startswith("<parked-list")
    assert "Essay" not in parked


def test_thoughts_are_put_aside_and_handed_back(alice: Person, client_of: SignIn) -> None:
    client = client_of(alice)
    for text in ("Call the bank", "Water the plants", "Why is the sky blue?"):
        assert client.post("/goals/parked/", {"text": text})["Location"] == GOALS
    bank, plants, sky = alice.parked.order_by("pk")
    client.post(f"/goals/parked/{bank.pk}/task/")
    client.post(f"/goals/parked/{plants.pk}/drop/")
    client.post(f"/goals/parked/{sky.pk}/keep/")
    assert Task.objects.get(person=alice).title == "Call the bank"
    assert [(each.text, each.kept) for each in alice.parked.all()] == [
        ("Why is the sky blue?", True)
    ]


ADDRESSES = ["", "done/", "tasks/{}/"]
POSTS = ["tasks/{}/", "tasks/{}/done/", "tasks/{}/delete/", "parked/{}/drop/"]


def test_nobody_sees_or_touches_anothers(bob: Person, client_of: SignIn, essay: Task) -> None:
    client = client_of(bob)
    for address in ADDRESSES:
        assert b"Essay" not in client.get(GOALS + address.format(essay.pk)).content
    for address in POSTS:
        assert client.post(GOALS + address.format(essay.pk), {"title": "x"}).status_code == 404
    essay.refresh_from_db()
    assert (essay.title, essay.done_at) == ("Essay", None)


def test_who_is_signed_out_is_asked_who_they_are(client: Client, essay: Task) -> None:
    for address in ADDRESSES:
        path = GOALS + address.format(essay.pk)
        assert client.get(path)["Location"] == f"/login/?next={path}"


@pytest.mark.parametrize("address", ["tasks/{}/burn/", "parked/1/burn/"])
def test_only_what_the_cafe_knows_can_be_done(
    alice: Person, client_of: SignIn, essay: Task, address: str
) -> None:
    assert client_of(alice).post(GOALS + address.format(essay.pk)).status_code == 404


def test_two_hundred_tasks_cost_no_more_queries_than_two(
    alice: Person, client_of: SignIn, essay: Task
) -> None:
    client = client_of(alice)
    actions.create(alice, {"title": "Other", "active": True}, now=NOON)
    page(client)
    with CaptureQueriesContext(connection) as few:
        page(client)
    Task.objects.bulk_create(
        Task(person=alice, title=f"Task {n}", position=n, created_at=NOON) for n in range(2, 200)
    )
    with CaptureQueriesContext(connection) as many:
        shown = page(client, f"{GOALS}?page=4")
    assert "Task 199" in shown
    assert len(many) <= len(few) + 1  # the active one stands on another page

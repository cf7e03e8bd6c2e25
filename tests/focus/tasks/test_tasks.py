"""Writing tasks down, changing them, doing them; and that they are one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.focus.tasks.models import Task

SignIn = Callable[[Person], Client]
JSON = "application/json"
TASKS = "/api/focus/tasks/"


def write(client: Client, title: str = "Essay", **fields: object) -> dict[str, Any]:
    answer = client.post(TASKS, {"title": title, **fields}, JSON)
    assert answer.status_code == 201, answer.content
    written: dict[str, Any] = answer.json()
    return written


def patch(client: Client, task: dict[str, Any], **fields: object) -> Any:
    return client.patch(f"{TASKS}{task['id']}/", fields, JSON)


def test_a_title_is_enough(alice: Person, client_of: SignIn) -> None:
    task = write(client_of(alice), "  Read\n chapter 4 ")
    assert task.pop("id")
    assert task.pop("created_at")
    assert task == {
        "title": "Read chapter 4",
        "notes": "",
        "priority": "normal",
        "due": None,
        "estimate": None,
        "rounds": 0,
        "position": 0,
        "recurrence": "none",
        "active": False,
        "done": False,
        "done_at": None,
    }


def test_everything_can_be_said_at_once_and_is_read_again(alice: Person, client_of: SignIn) -> None:
    said = {
        "notes": "Two pages\nof notes",
        "priority": "high",
        "due": "2026-03-09",
        "estimate": 3,
        "recurrence": "weekly",
        "active": True,
    }
    client = client_of(alice)
    task = write(client, **said)
    assert said.items() <= task.items()
    assert client.get(f"{TASKS}{task['id']}/").json() == task
    assert client.get(TASKS).json() == {"results": [task], "next": None, "previous": None}


def test_a_change_leaves_the_rest_as_it_is(alice: Person, client_of: SignIn) -> None:
    client = client_of(alice)
    task = write(client, due="2026-03-09", estimate=3)
    assert patch(client, task, due=None).json() == task | {"due": None}


def test_doing_and_opening_again(alice: Person, client_of: SignIn) -> None:
    client = client_of(alice)
    task = write(client, active=True)
    done = patch(client, task, done=True).json()
    assert (done["done"], done["active"]) == (True, False)
    assert patch(client, task, done=True).json() == done
    assert client.get(TASKS).json()["results"] == []
    assert client.get(f"{TASKS}?done=true").json()["results"] == [done]
    assert patch(client, task, done=False).json() == task | {"active": False}


def test_one_is_active(alice: Person, client_of: SignIn) -> None:
    client = client_of(alice)
    first, second = write(client, active=True), write(client, "Other")
    assert patch(client, second, active=True).json()["active"]
    assert [task["active"] for task in client.get(TASKS).json()["results"]] == [False, True]
    patch(client, first, done=True)
    assert patch(client, first, active=True).status_code == 409
    assert patch(client, second, active=False).json()["active"] is False


def test_deleting(alice: Person, client_of: SignIn) -> None:
    client = client_of(alice)
    task = write(client)
    assert client.delete(f"{TASKS}{task['id']}/").status_code == 204
    assert client.delete(f"{TASKS}{task['id']}/").status_code == 404
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": " \n "},
        {"title": "x" * 201},
        {"notes": "x" * 4001},
        {"priority": "urgent"},
        {"due": "soon"},
        {"due": "1999-12-31"},
        {"due": "2200-01-01"},
        {"estimate": 0},
        {"estimate": 101},
        {"recurrence": "hourly"},
        {"done": "perhaps"},
    ],
)
def test_what_can_not_stand_in_a_task(
    alice: Person, client_of: SignIn, wrong: dict[str, object]
) -> None:
    client = client_of(alice)
    assert client.post(TASKS, {"title": "Essay", **wrong}, JSON).status_code == 400
    task = write(client)
    answer = patch(client, task, **wrong)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
    assert client.get(f"{TASKS}{task['id']}/").json() == task


def test_a_task_of_nothing_is_refused(alice: Person, client_of: SignIn) -> None:
    assert client_of(alice).post(TASKS, {}, JSON).status_code == 400
    assert client_of(alice).post(TASKS, [], JSON).status_code == 400


def test_those_of_others_are_not_there(alice: Person, bob: Person, client_of: SignIn) -> None:
    task = write(client_of(alice))
    client = client_of(bob)
    assert client.get(TASKS).json()["results"] == []
    assert client.get(f"{TASKS}{task['id']}/").status_code == 404
    assert patch(client, task, title="Mine").status_code == 404
    assert client.delete(f"{TASKS}{task['id']}/").status_code == 404
    assert Task.objects.get().title == "Essay"
    assert client.get(f"{TASKS}{2**70}/").status_code == 404


def test_signed_out_there_are_none(db: None, client: Client) -> None:
    assert client.get(TASKS).status_code == 401
    assert client.post(TASKS, {"title": "Essay"}, JSON).status_code == 401


def test_five_hundred_may_be_open(alice: Person, client_of: SignIn) -> None:
    client = client_of(alice)
    done = write(client)
    patch(client, done, done=True)
    Task.objects.bulk_create(
        Task(person=alice, title=f"Task {n}", position=n, created_at=NOON) for n in range(500)
    )
    assert client.post(TASKS, {"title": "One more"}, JSON).status_code == 409
    assert patch(client, done, done=False).status_code == 409
    assert Task.objects.filter(done_at=None).count() == 500


def test_the_older_addresses_do_the_same(alice: Person, client_of: SignIn) -> None:
    client = client_of(alice)
    task = client.post("/study/tasks/", {"name": "Essay", "description": "Two pages"}).json()
    assert (task["title"], task["done"], task["notes"]) == ("Essay", False, "Two pages")
    assert (task["name"], task["completed"], task["success"]) == ("Essay", False, True)
    address = f"/study/tasks/{task['id']}/"
    done = client.put(address, {"completed": True}, JSON).json()
    assert (done["done"], done["completed"], done["name"]) == (True, True, "Essay")
    assert client.get("/study/tasks/?done=1").json()["results"][0]["id"] == task["id"]
    assert client.post("/study/tasks/", {"name": ""}, JSON).status_code == 400
    assert client.delete(address).status_code == 204
    assert client.put(address, {"name": "Again"}, JSON).status_code == 404


def test_an_older_form_goes_on_to_the_page_of_today(alice: Person, client_of: SignIn) -> None:
    client = client_of(alice)
    page = {"Accept": "text/html,application/xhtml+xml"}
    for answer in (
        client.post("/study/tasks/", {"name": "Essay"}, headers=page),
        client.get("/study/tasks/", headers=page),
    ):
        assert (answer.status_code, answer["Location"]) == (302, "/goals/")
    assert Task.objects.get(person=alice).title == "Essay"


def test_the_older_addresses_ask_for_the_token_of_the_form(alice: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post("/study/tasks/", {"name": "Essay"}).status_code == 403
    assert not Task.objects.exists()

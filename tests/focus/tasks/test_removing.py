"""Deleting a task, and taking it back while there is time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.focus.conftest import at
from virtualcafe.accounts.models import Person
from virtualcafe.focus.tasks import actions, ordering, removing, selectors
from virtualcafe.focus.tasks.models import Task
from virtualcafe.lib.errors import Conflict, NotFound

SignIn = Callable[[Person], Client]


@pytest.fixture
def tasks(alice: Person) -> list[Task]:
    return [actions.create(alice, {"title": title}, now=at(0)) for title in ("A", "B", "C")]


def titles(person: Person) -> list[str]:
    return [task.title for task in selectors.open_tasks(person)]


def test_it_is_gone_and_comes_back_where_it_was(alice: Person, tasks: list[Task]) -> None:
    removing.delete(alice, tasks[1].pk, now=at(0))
    assert titles(alice) == ["A", "C"]
    removing.restore(alice, tasks[1].pk, now=at(30))
    assert titles(alice) == ["A", "B", "C"]


def test_what_was_done_comes_back_done(alice: Person, tasks: list[Task]) -> None:
    actions.change(alice, tasks[0].pk, {"done": True}, now=at(0))
    removing.delete(alice, tasks[0].pk, now=at(0))
    assert not selectors.done_tasks(alice).exists()
    assert removing.restore(alice, tasks[0].pk, now=at(1)).done_at == at(0)


def test_the_active_one_comes_back_at_rest(alice: Person, tasks: list[Task]) -> None:
    actions.change(alice, tasks[0].pk, {"active": True}, now=at(0))
    removing.delete(alice, tasks[0].pk, now=at(0))
    assert selectors.active_task(alice) is None
    assert not removing.restore(alice, tasks[0].pk, now=at(1)).active


def test_nothing_can_be_done_with_it_meanwhile(alice: Person, tasks: list[Task]) -> None:
    removing.delete(alice, tasks[0].pk, now=at(0))
    for act in (
        lambda pk: actions.change(alice, pk, {"done": True}, now=at(0)),
        lambda pk: ordering.reorder(alice, [pk]),
        lambda pk: ordering.step(alice, pk, by=1),
        lambda pk: removing.delete(alice, pk, now=at(0)),
    ):
        with pytest.raises(NotFound):
            act(tasks[0].pk)


def test_after_an_hour_it_is_forgotten(alice: Person, tasks: list[Task]) -> None:
    removing.delete(alice, tasks[0].pk, now=at(0))
    removing.forget(at(59))
    assert Task.everything.count() == 3
    with pytest.raises(NotFound):
        removing.restore(alice, tasks[0].pk, now=at(60))
    removing.forget(at(60))
    assert Task.everything.count() == 2


@pytest.mark.parametrize("task_id", [0, -1, 2**80])
def test_what_was_not_deleted_is_not_taken_back(
    alice: Person, tasks: list[Task], task_id: int
) -> None:
    for pk in (task_id, tasks[0].pk):
        with pytest.raises(NotFound):
            removing.restore(alice, pk, now=at(0))


def test_nobody_takes_back_anothers(alice: Person, bob: Person, tasks: list[Task]) -> None:
    removing.delete(alice, tasks[0].pk, now=at(0))
    with pytest.raises(NotFound):
        removing.restore(bob, tasks[0].pk, now=at(0))


def test_not_beyond_what_may_be_open(
    alice: Person, tasks: list[Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    removing.delete(alice, tasks[0].pk, now=at(0))
    monkeypatch.setattr(actions, "MOST_OPEN", 2)
    with pytest.raises(Conflict):
        removing.restore(alice, tasks[0].pk, now=at(0))


def test_a_rhythm_that_was_deleted_stays_deleted(alice: Person) -> None:
    daily = actions.create(alice, {"title": "Read", "recurrence": "daily"}, now=at(0))
    actions.change(alice, daily.pk, {"done": True}, now=at(0))
    following = Task.objects.get(follows=daily)
    removing.delete(alice, following.pk, now=at(1))
    actions.change(alice, daily.pk, {"done": False}, now=at(2))
    actions.change(alice, daily.pk, {"done": True}, now=at(3))
    assert not Task.objects.filter(follows=daily).exists()


def test_over_http(alice: Person, client_of: SignIn) -> None:
    client = client_of(alice)
    address = "/api/focus/tasks/"
    task = client.post(address, {"title": "Essay"}, "application/json").json()
    mine = f"{address}{task['id']}/"
    assert client.delete(mine).status_code == 204
    assert client.get(mine).status_code == 404
    assert client.post(f"{mine}restore/").json() == task
    assert client.post(f"{mine}restore/").status_code == 404


def test_the_page_offers_it_for_ten_minutes(
    alice: Person, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(alice)
    client.post("/goals/tasks/", {"title": "Essay"})
    task = Task.objects.get(person=alice)
    client.post(f"/goals/tasks/{task.pk}/delete/")
    assert b"is deleted." in client.get("/goals/").content
    client.post(f"/goals/tasks/{task.pk}/restore/")
    assert titles(alice) == ["Essay"]
    client.post(f"/goals/tasks/{task.pk}/delete/")
    Task.everything.update(removed_at=Task.everything.get().removed_at - timedelta(minutes=10))
    assert b"is deleted." not in client.get("/goals/").content

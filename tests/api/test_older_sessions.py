"""What the clients of the older cafés post: form or JSON, kept as reported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.conftest import NOON
from tests.focus.conftest import at
from virtualcafe.accounts.models import Person
from virtualcafe.focus import actions
from virtualcafe.focus.clock import Lengths
from virtualcafe.focus.models import Session
from virtualcafe.focus.tasks import actions as tasks
from virtualcafe.lib import clock
from virtualcafe.lib.clock import iso
from virtualcafe.rooms.models import Room

SignIn = Callable[[Person], Client]
JSON = "application/json"
Freeze = Callable[[float], None]


@pytest.fixture
def freeze(monkeypatch: pytest.MonkeyPatch) -> Freeze:
    return lambda minutes: monkeypatch.setattr(clock, "now", lambda: at(minutes))


@pytest.fixture
def client(alice: Person, client_of: SignIn, freeze: Freeze) -> Client:
    freeze(0)
    return client_of(alice)


@pytest.mark.parametrize("path", ["/save-session/", "/study/save-session/"])
@pytest.mark.parametrize(
    ("body", "kind"),
    [({"minutes": 25}, JSON), ({"duration": "25", "session_type": "focus"}, None)],
)
def test_a_session_is_kept_as_reported(
    client: Client, path: str, body: dict[str, object], kind: str | None
) -> None:
    answer = client.post(path, body, kind) if kind else client.post(path, body)
    assert answer.status_code == 200, answer.content
    session = Session.objects.get()
    assert answer.json() == {
        "success": True,
        "session_id": session.pk,
        "total_minutes": 25,
        "current_streak": 1,
        "level": 1,
        "xp": 0,
        "leveled_up": False,
        "new_achievements": [],
    }
    assert (session.source, session.minutes, session.ended_at) == ("reported", 25, NOON)


def test_what_they_say_besides(client: Client, alice: Person, room: Room) -> None:
    task = tasks.create(alice, {"title": "Essay"}, now=NOON)
    body = {
        "minutes": 10,
        "session_type": "break",
        "task_id": task.pk,
        "room_code": room.code.lower(),
        "completed": "false",
        "started_at": iso(NOON - timedelta(hours=2)),
    }
    assert client.post("/save-session/", body).json()["total_minutes"] == 0
    session = Session.objects.get()
    assert (session.kind, session.task, session.of_task, session.room) == (
        "break",
        "Essay",
        task,
        room,
    )
    assert (session.completed, session.started_at) == (False, at(-120))


def test_without_a_time_they_lie_one_before_the_other(
    client: Client, alice: Person, freeze: Freeze
) -> None:
    actions.start(alice, lengths=Lengths(), now=at(-5))
    for minutes, total in ((25, 25), (50, 75)):
        answer = client.post("/save-session/", {"minutes": minutes})
        assert answer.json()["total_minutes"] == total
    rows = Session.objects.order_by("started_at")
    assert list(rows.values_list("started_at", "ended_at")) == [
        (at(-80), at(-30)),
        (at(-30), at(-5)),
    ]


def test_sent_again_it_is_written_once(client: Client, freeze: Freeze) -> None:
    first = client.post("/save-session/", {"minutes": 25}).json()
    assert client.post("/save-session/", {"minutes": 25}).json() == first
    freeze(26)
    assert client.post("/save-session/", {"minutes": 25}).json()["total_minutes"] == 50


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"minutes": 0}, 400),
        ({"minutes": 721}, 400),
        ({"minutes": "nan"}, 400),
        ({"minutes": 25, "session_type": "nap"}, 400),
        ({"minutes": 25, "task_id": 12345}, 404),
        ({"minutes": 25, "ended_at": "9999-01-01T00:00:00Z"}, 400),
        ({"minutes": 25, "ended_at": "0001-01-01T00:00:00Z"}, 400),
        ([1], 400),
    ],
)
def test_what_cannot_be_is_refused(client: Client, body: object, status: int) -> None:
    answer = client.post("/save-session/", body, JSON)
    assert answer.status_code == status, answer.content
    assert answer.json()["code"] in ("bad_request", "not_found")
    assert not Session.objects.exists()


def test_a_room_that_is_not_theirs_says_nothing(
    bob: Person, charlie: Person, client_of: SignIn, room: Room
) -> None:
    Room.objects.update(public=False)
    client_of(charlie).post("/save-session/", {"minutes": 25, "room_code": room.code})
    session = Session.objects.get()
    assert (session.room, session.room_name) == (None, "")


def test_signed_out_and_forged_posts_are_refused(alice: Person) -> None:
    assert Client().post("/save-session/", {"minutes": 25}).status_code == 401
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    for path in ("/save-session/", "/study/save-session/"):
        assert client.post(path, {"minutes": 25}).status_code == 403
    assert not Session.objects.exists()

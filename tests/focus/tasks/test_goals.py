"""The goal of a phase: said at its start or in it, asked of in the break, and carried over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.focus.conftest import OpenRoom, at, come
from virtualcafe.accounts.models import Person
from virtualcafe.focus import actions as timers
from virtualcafe.focus.clock import Lengths
from virtualcafe.focus.models import Participation, Session
from virtualcafe.focus.settling import settle_due
from virtualcafe.focus.tasks import goals
from virtualcafe.focus.tasks.outcomes import say_outcome
from virtualcafe.lib import clock
from virtualcafe.lib.errors import BadRequest, Conflict

SignIn = Callable[[Person], Client]
GOAL = "/api/focus/goal/"
JSON = "application/json"
ROUND = Lengths(auto_start_breaks=True, auto_start_focus=False)


def goals_of(person: Person) -> list[str]:
    rows = Session.objects.filter(person=person, kind="focus").order_by("pk")
    return list(rows.values_list("goal", flat=True))


def asked(person: Person, minute: int) -> Session | None:
    return goals.asked_of(goals.last_with_goal(person), now=at(minute))


def test_who_was_drawn_into_a_rooms_focus_says_it_there(
    open_room: OpenRoom, alice: Person, bob: Person
) -> None:
    room = open_room(alice, bob)
    come(room.stream_name, alice, bob)
    timers.start(bob, room, lengths=ROUND, now=at(0), goal="Report")
    goals.set_goal(alice, "  Outline\n of it ")
    settle_due(at(25))
    assert (goals_of(alice), goals_of(bob)) == (["Outline of it"], ["Report"])


def test_it_is_taken_back_with_nothing(alice: Person) -> None:
    timers.start(alice, lengths=ROUND, now=at(0), goal="Outline")
    assert goals.set_goal(alice, " ") == ""
    timers.stop(alice, now=at(10))
    assert goals_of(alice) == [""]


def test_without_a_timer_there_is_none_to_say(
    open_room: OpenRoom, alice: Person, bob: Person
) -> None:
    room = open_room(alice, bob)
    come(room.stream_name, alice, bob)
    with pytest.raises(Conflict):
        goals.set_goal(alice, "Outline")
    timers.start(bob, room, lengths=ROUND, now=at(0))
    timers.leave(alice, room, now=at(1))
    with pytest.raises(Conflict):
        goals.set_goal(alice, "Outline")


def test_one_that_is_too_long_is_refused(alice: Person) -> None:
    timers.start(alice, lengths=ROUND, now=at(0), goal="Outline")
    with pytest.raises(BadRequest):
        goals.set_goal(alice, "x" * 201)
    assert Participation.objects.get(person=alice).goal == "Outline"


def test_the_break_asks_until_it_is_answered(alice: Person) -> None:
    timers.start(alice, lengths=ROUND, now=at(0), goal="Outline")
    settle_due(at(25))
    session = Session.objects.get(person=alice)
    assert asked(alice, 26) == session
    assert asked(alice, 25 + 12 * 60) is None
    say_outcome(alice, session.pk, "done")
    assert asked(alice, 26) is None


@pytest.mark.parametrize(
    ("outcome", "next_goal"),
    [("done", ""), ("partly", "Outline"), ("blocked", "Outline"), (None, "Outline")],
)
def test_the_next_round_goes_on_with_what_is_not_done(
    alice: Person, outcome: str | None, next_goal: str
) -> None:
    timers.start(alice, lengths=ROUND, now=at(0), goal="Outline")
    settle_due(at(25))
    if outcome:
        say_outcome(alice, Session.objects.get(person=alice).pk, outcome)
    timers.skip(alice, now=at(26))
    timers.resume(alice, now=at(26))
    settle_due(at(51))
    assert goals_of(alice) == ["Outline", next_goal]


def test_done_by_mistake_it_comes_back(alice: Person) -> None:
    timers.start(alice, lengths=ROUND, now=at(0), goal="Outline")
    settle_due(at(25))
    session = Session.objects.get(person=alice)
    say_outcome(alice, session.pk, "done")
    say_outcome(alice, session.pk, "partly")
    assert Participation.objects.get(person=alice).goal == "Outline"


def test_a_focus_that_runs_keeps_the_goal_it_has(alice: Person) -> None:
    timers.start(alice, lengths=ROUND, now=at(0), goal="Outline")
    settle_due(at(25))
    timers.skip(alice, now=at(26))
    timers.resume(alice, now=at(26))
    say_outcome(alice, Session.objects.get(person=alice, kind="focus").pk, "done")
    assert Participation.objects.get(person=alice).goal == "Outline"


def test_what_is_said_of_long_ago_changes_nothing_now(alice: Person) -> None:
    timers.start(alice, lengths=ROUND, now=at(0), goal="Outline")
    timers.stop(alice, now=at(10))
    first = Session.objects.get(person=alice)
    timers.start(alice, lengths=ROUND, now=at(20), goal="Report")
    settle_due(at(45))
    goals.set_goal(alice, "")
    say_outcome(alice, first.pk, "partly")
    assert Participation.objects.get(person=alice).goal == ""


def test_over_http(alice: Person, client_of: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(alice)
    assert client.get(GOAL).json() == {"goal": None, "carried_goal": "", "asked": None}
    assert client.put(GOAL, {"goal": "Outline"}, JSON).status_code == 409
    timers.start(alice, lengths=ROUND, now=at(0))
    assert client.put(GOAL, {"goal": "Outline"}, JSON).json()["goal"] == "Outline"
    settle_due(at(25))
    monkeypatch.setattr(clock, "now", lambda: at(26))
    session = client.get(GOAL).json()["asked"]
    assert (session["goal"], session["outcome"]) == ("Outline", None)
    address = f"/api/focus/sessions/{session['id']}/"
    assert client.patch(address, {"outcome": "partly"}, JSON).status_code == 200
    assert client.get(GOAL).json() == {"goal": "Outline", "carried_goal": "Outline", "asked": None}
    assert client.put(GOAL, {"goal": "x" * 201}, JSON).status_code == 400
    assert Client().get(GOAL).status_code == 401


def test_without_javascript_the_page_of_goals_asks(
    alice: Person, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(alice)
    timers.start(alice, lengths=ROUND, now=at(0))
    assert client.post("/goals/now/", {"goal": "Outline"})["Location"] == "/goals/"
    settle_due(at(25))
    monkeypatch.setattr(clock, "now", lambda: at(26))
    session = Session.objects.get(person=alice)
    for page in ("/goals/", "/study/", "/goals/?part=desk"):
        answer = client.get(page).content.decode()
        assert f"/goals/outcome/{session.pk}/" in answer, page
    client.post(f"/goals/outcome/{session.pk}/", {"outcome": "blocked"})
    session.refresh_from_db()
    assert session.outcome == "blocked"
    assert "/goals/outcome/" not in client.get("/goals/").content.decode()


def test_what_was_left_unfinished_stands_in_the_start_form(
    alice: Person, client_of: SignIn
) -> None:
    timers.start(alice, lengths=ROUND, now=at(0), goal="Outline")
    timers.stop(alice, now=at(10))
    say_outcome(alice, Session.objects.get(person=alice).pk, "partly")
    assert 'name="goal" maxlength="200" dir="auto" autocomplete="off" value="Outline"' in (
        client_of(alice).get("/study/").content.decode()
    )


def test_starting_what_waits_keeps_the_goal_that_was_said_for_it(alice: Person) -> None:
    come(f"user:{alice.pk}", alice)
    timers.start(alice, lengths=Lengths(), now=at(0), goal="Chapter 3")
    settle_due(at(25))
    settle_due(at(30))
    goals.set_goal(alice, "Chapter 4")
    timers.start(alice, lengths=None, now=at(31))
    assert Participation.objects.get().goal == "Chapter 4"


def test_joining_again_with_a_task_keeps_the_goal(
    open_room: OpenRoom, alice: Person, bob: Person
) -> None:
    room = open_room(alice, bob)
    come("room:FCSRMA", alice, bob)
    timers.start(alice, room, lengths=Lengths(), now=at(0))
    goals.set_goal(bob, "Chapter 3")
    timers.rest(bob, room, now=at(5))
    timers.join(bob, room, now=at(6), task="Algebra")
    assert Participation.objects.get(person=bob).goal == "Chapter 3"

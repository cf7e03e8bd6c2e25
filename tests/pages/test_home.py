"""The dashboard answers: what now, who is here, how was my week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import make_person
from tests.progress.diary import log
from virtualcafe.accounts import relations
from virtualcafe.accounts.models import Person
from virtualcafe.focus import actions as timers
from virtualcafe.focus.clock import Lengths
from virtualcafe.focus.models import Participation, Timer
from virtualcafe.focus.tasks.models import Task
from virtualcafe.lib import clock
from virtualcafe.realtime import leases
from virtualcafe.rooms import actions
from virtualcafe.rooms.models import Room

ClientOf = Callable[[Person], Client]


def test_a_newcomer_is_told_the_next_steps(charlie: Person, client_of: ClientOf) -> None:
    page = client_of(charlie).get("/home/").content.decode()
    assert "What will you do now?" in page
    assert "You have no seat anywhere yet." in page
    assert "Your first finished focus shows up here." in page


def test_ones_rooms_and_the_lounge_show_who_is_there(
    room: Room, alice: Person, bob: Person, client_of: ClientOf
) -> None:
    actions.open_lounge(clock.now())
    leases.arrive([leases.Arrival(room.stream_name, alice.pk, "c1")], server="s")
    page = client_of(bob).get("/home/")

    cards = {card["name"]: card for card in page.context["rooms"]}
    assert list(cards) == ["Reading room", "The lounge"]
    assert [face["username"] for face in cards["Reading room"]["faces"]] == ["alice"]
    assert cards["Reading room"]["present"] == 1


def test_other_peoples_rooms_are_not_here(room: Room, charlie: Person, client_of: ClientOf) -> None:
    assert "Reading room" not in client_of(charlie).get("/home/").content.decode()


def test_a_running_round_is_one_click_away(room: Room, bob: Person, client_of: ClientOf) -> None:
    now = clock.now()
    timer = Timer.objects.create(
        room=room,
        phase="focus",
        state="running",
        started_at=now,
        ends_at=now + timedelta(minutes=25),
        planned=timedelta(minutes=25),
        remaining=timedelta(minutes=25),
    )
    Participation.objects.create(
        timer=timer, person=bob, started_at=now, local_date=now.date(), task="Chapter 4"
    )
    page = client_of(bob).get("/home/").content.decode()
    assert "Chapter 4" in page
    assert f'<a class="button primary large" href="/rooms/{room.code}/">' in page


def test_the_week_is_ones_own(alice: Person, bob: Person, client_of: ClientOf) -> None:
    now = clock.now()
    for person, minutes in ((alice, 25), (alice, 50), (bob, 10)):
        log(person, now, minutes)
    page = client_of(alice).get("/home/").content.decode()
    assert "<dt>Today</dt><dd>1 h 15 min</dd>" in page
    assert "1 h 15 min of 10 h. 8 h 45 min to go." in page


def test_many_rooms_cost_no_more_queries(alice: Person, client_of: ClientOf) -> None:
    client = client_of(alice)
    actions.open_room(alice, name="First", now=clock.now())
    client.get("/home/")
    with CaptureQueriesContext(connection) as for_one:
        client.get("/home/")
    for number in range(20):
        room = actions.open_room(make_person(f"host{number}"), name="Another", now=clock.now())
        actions.seat(alice, room, now=clock.now())
    with CaptureQueriesContext(connection) as for_many:
        client.get("/home/")
    assert len(for_many) == len(for_one) <= 22


def test_the_task_one_is_at_is_what_now(alice: Person, client_of: ClientOf) -> None:
    Task.objects.create(person=alice, title="Essay outline", active=True, created_at=clock.now())
    page = client_of(alice).get("/home/").content.decode()
    assert "<bdi>Essay outline</bdi>" in page


def test_the_next_phase_of_a_running_round_is_named(alice: Person, client_of: ClientOf) -> None:
    timers.start(alice, lengths=Lengths(focus_minutes=50, break_minutes=10), now=clock.now())
    page = client_of(alice).get("/home/").content.decode()
    assert "Then a break of 10 minutes." in page


def test_who_focuses_now_stands_on_the_dashboard(
    room: Room, alice: Person, charlie: Person, client_of: ClientOf
) -> None:
    empty = client_of(charlie).get("/home/").content.decode()
    assert "Nobody you follow focuses just now" in empty
    now = clock.now()
    relations.follow(charlie, alice, now=now)
    leases.arrive([leases.Arrival(room.stream_name, alice.pk, "c1")], server="s")
    timers.start(alice, room=room, lengths=Lengths(), now=now)
    page = client_of(charlie).get("/home/")
    assert [(one.person, one.room) for one in page.context["focusing"]] == [(alice, room)]
    assert [card["name"] for card in page.context["lively"]] == ["Reading room"]
    assert "25 min left" in page.content.decode()

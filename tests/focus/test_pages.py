"""The room of one's own and the timers' forms, as they work without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.focus.conftest import Freeze
from virtualcafe.accounts.models import Person, Preferences
from virtualcafe.focus.models import Timer
from virtualcafe.rooms.models import Room

SignIn = Callable[[Person], Client]


def test_a_timer_is_two_presses_away(alice: Person, client_of: SignIn) -> None:
    client = client_of(alice)
    assert 'action="/study/timer/start/"' in client.get("/study/").content.decode()
    answer = client.post("/study/timer/start/", {"preset": "50/10", "goal": "Essay"}, follow=True)
    assert answer.redirect_chain == [("/study/", 302)]
    shown = answer.content.decode()
    assert 'data-state="running"' in shown
    assert ">50:00<" in shown or ">49:59<" in shown
    assert "Essay" in shown


@pytest.mark.parametrize(
    ("form", "lengths"),
    [
        ({"preset": "25/5"}, (25, 5, 8)),
        ({"preset": "50/10", "focus_minutes": "7"}, (50, 10, 8)),
        (
            {"preset": "custom", "focus_minutes": "90", "break_minutes": "20", "cycles": "2"},
            (90, 20, 2),
        ),
        ({}, (25, 5, 8)),
    ],
)
def test_presets_and_custom_lengths(
    alice: Person, client_of: SignIn, form: dict[str, str], lengths: tuple[int, int, int]
) -> None:
    client_of(alice).post("/study/timer/start/", form)
    timer = Timer.objects.get(owner=alice)
    assert (timer.focus_minutes, timer.break_minutes, timer.cycles) == lengths


def test_a_form_that_does_not_fit_says_why_and_changes_nothing(
    alice: Person, client_of: SignIn
) -> None:
    client = client_of(alice)
    wrong = {"preset": "custom", "focus_minutes": "a lot"}
    back = {"HTTP_REFERER": "http://testserver/study/"}
    answer = client.post("/study/timer/start/", wrong, follow=True, **back)  # type: ignore[arg-type]
    assert "Lengths are whole minutes from 1 to 180." in answer.content.decode()
    assert not Timer.objects.filter(owner=alice).exists()


def test_a_room_is_moved_by_its_members_forms(
    room: Room, bob: Person, charlie: Person, client_of: SignIn
) -> None:
    address = f"/rooms/{room.code}/timer/"
    answer = client_of(bob).post(f"{address}start/", {"preset": "25/5"})
    assert (answer.status_code, answer["Location"]) == (302, f"/rooms/{room.code}/")
    assert Timer.objects.get(room=room).phase == "focus"
    client_of(charlie).post(f"{address}stop/")
    assert Timer.objects.get(room=room).phase == "focus"
    client_of(bob).post(f"{address}stop/")
    assert Timer.objects.get(room=room).phase == "idle"


def test_a_private_room_of_others_is_not_there(
    room: Room, charlie: Person, client_of: SignIn
) -> None:
    Room.objects.filter(pk=room.pk).update(public=False)
    answer = client_of(charlie).post(f"/rooms/{room.code}/timer/start/")
    assert answer.status_code == 404


@pytest.mark.parametrize("action", ["reset", "Start", "join%2F"])
def test_other_actions_are_not_there(alice: Person, client_of: SignIn, action: str) -> None:
    assert client_of(alice).post(f"/study/timer/{action}/").status_code == 404


def test_looking_moves_nothing(alice: Person, client_of: SignIn) -> None:
    assert client_of(alice).get("/study/timer/start/").status_code == 405


def test_signed_out_one_is_asked_to_log_in(db: None, client: Client) -> None:
    assert client.get("/study/")["Location"] == "/login/?next=/study/"
    assert client.post("/study/timer/start/").status_code == 302
    assert not Timer.objects.exists()


def test_the_page_takes_few_queries(
    alice: Person, client_of: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(alice)
    client.post("/study/timer/start/")
    with django_assert_max_num_queries(14):
        client.get("/study/")


def test_the_page_begins_with_the_lengths_and_the_loudness_one_prefers(
    alice: Person, client_of: SignIn
) -> None:
    liked = {"focus_minutes": 45, "break_minutes": 9, "volume": 30}
    Preferences.objects.update_or_create(person=alice, defaults=liked)
    client = client_of(alice)
    shown = client.get("/study/").content.decode()
    assert ">45:00<" in shown
    assert 'data-volume="30"' in shown
    assert 'value="custom" checked' in shown
    Preferences.objects.filter(person=alice).update(sound=False)
    assert 'data-volume="0"' in client.get("/study/").content.decode()


def test_counting_up_shows_what_is_over_and_no_end(
    alice: Person, client_of: SignIn, freeze: Freeze
) -> None:
    client = client_of(alice)
    freeze()
    client.post("/study/timer/start/", {"preset": "count_up"})
    freeze(minutes=61.5)
    shown = client.get("/study/").content.decode()
    assert ">1:01:30<" in shown
    assert 'stroke-dashoffset="0.9750"' in shown
    assert "<span data-until hidden>" in shown


def test_the_end_is_a_time_of_day_where_the_person_is(
    alice: Person, client_of: SignIn, freeze: Freeze
) -> None:
    Person.objects.filter(pk=alice.pk).update(time_zone="Asia/Kolkata")
    freeze()
    client_of(alice).post("/study/timer/start/", {"preset": "25/5"})
    assert "<time>17:55</time>" in client_of(alice).get("/study/").content.decode()


def test_what_the_form_begins_with_is_remembered(alice: Person, client_of: SignIn) -> None:
    client = client_of(alice)
    form = {
        "preset": "custom",
        "focus_minutes": "40",
        "break_minutes": "8",
        "cycles": "3",
        "long_break_minutes": "20",
        "long_break_every": "2",
        "switches": "1",
        "auto_start_focus": "on",
        "remember": "1",
    }
    client.post("/study/timer/start/", form)
    client.post("/study/timer/stop/")
    liked = Preferences.objects.get(person=alice)
    assert (liked.focus_minutes, liked.break_minutes, liked.long_break_minutes) == (40, 8, 20)
    assert (liked.auto_start_breaks, liked.auto_start_focus) == (False, True)
    shown = client.get("/study/").content.decode()
    assert 'name="cycles" min="1" max="100" inputmode="numeric" value="3"' in shown
    assert 'name="long_break_every" min="1" max="100" inputmode="numeric" value="2"' in shown
    assert 'name="auto_start_breaks">' in shown
    assert 'name="auto_start_focus" checked>' in shown


def test_what_a_room_begins_with_is_the_rooms(room: Room, alice: Person, client_of: SignIn) -> None:
    client_of(alice).post(f"/rooms/{room.code}/timer/start/", {"preset": "50/10", "switches": "1"})
    assert Timer.objects.get(room=room).auto_start_breaks is False
    assert not Preferences.objects.filter(person=alice, focus_minutes=50).exists()


def test_a_room_follows_the_cafe_clock_by_a_form(
    room: Room, bob: Person, client_of: SignIn, freeze: Freeze
) -> None:
    freeze(minutes=20)
    client = client_of(bob)
    form = {"preset": "follow", "follow": "50/10"}
    client.post(f"/rooms/{room.code}/timer/start/", form)
    assert Timer.objects.get(room=room).follows == "50/10"
    assert ">30:00<" in client.get(f"/rooms/{room.code}/").content.decode()
    client.post("/study/timer/start/", form)
    assert not Timer.objects.filter(owner=bob).exclude(follows="").exists()


def test_stopping_early_says_what_was_kept(
    alice: Person, client_of: SignIn, freeze: Freeze
) -> None:
    client = client_of(alice)
    freeze()
    client.post("/study/timer/start/", {"preset": "25/5"})
    freeze(minutes=11.9)
    answer = client.post("/study/timer/stop/", follow=True)
    assert "11 minutes, kept." in answer.content.decode()
    freeze(minutes=20)
    client.post("/study/timer/start/", {"preset": "25/5"})
    assert ", kept." not in client.post("/study/timer/stop/", follow=True).content.decode()

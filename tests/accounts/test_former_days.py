"""How somebody's days went before is kept whenever they change it, whichever door they take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from tests.conftest import NOON
from virtualcafe.accounts import days, hooks
from virtualcafe.accounts.models import FormerDays, Person, Preferences

Browser = Callable[[Person], Client]
JSON = "application/json"
HOUR = timedelta(hours=1)


def former() -> list[tuple[str, int, int]]:
    rows = FormerDays.objects.order_by("until")
    return list(rows.values_list("time_zone", "day_starts_at", "study_days"))


def flies_to(person: Person, zone: str, *, now=NOON) -> None:
    with days.changing(person.pk, now=now):
        Person.objects.filter(pk=person.pk).update(time_zone=zone)


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/settings/time-zone/", {"time_zone": "Asia/Tokyo"}),
        ("/profile/edit/", {"time_zone": "Asia/Tokyo", "availability": "everyone"}),
    ],
)
def test_a_new_zone(alice: Person, client_of: Browser, path: str, sent: dict[str, str]) -> None:
    client_of(alice).post(path, sent)
    alice.refresh_from_db()
    assert (alice.time_zone, former()) == ("Asia/Tokyo", [("UTC", 0, 127)])


def test_a_new_zone_over_json(alice: Person, client_of: Browser) -> None:
    client_of(alice).patch("/api/me/", {"time_zone": "Asia/Tokyo"}, JSON)
    assert former() == [("UTC", 0, 127)]


def test_another_start_of_the_day_and_other_study_days(alice: Person, client_of: Browser) -> None:
    client_of(alice).patch("/api/me/preferences/", {"day_starts_at": 4}, JSON)
    FormerDays.objects.update(until=NOON)
    client_of(alice).patch("/api/me/preferences/", {"study_days": ["mon"]}, JSON)
    assert former() == [("UTC", 0, 127), ("UTC", 4, 127)]


def test_what_changes_nothing_about_days_is_not_kept(alice: Person, client_of: Browser) -> None:
    client_of(alice).patch("/api/me/preferences/", {"theme": "dark"}, JSON)
    client_of(alice).patch("/api/me/", {"bio": "Reads.", "time_zone": "UTC"}, JSON)
    assert former() == []


def test_second_thoughts_leave_no_trace(alice: Person) -> None:
    flies_to(alice, "Asia/Tokio")
    flies_to(alice, "Asia/Tokyo", now=NOON + HOUR / 2)
    assert former() == [("UTC", 0, 127)]
    flies_to(alice, "UTC", now=NOON + HOUR)
    assert former() == [("UTC", 0, 127), ("Asia/Tokyo", 0, 127)]


def test_who_listens_is_told(alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, object]] = []
    monkeypatch.setattr(hooks, "on_changing_days", [lambda *what: told.append(what)])
    flies_to(alice, "UTC")
    flies_to(alice, "Asia/Tokyo")
    assert told == [(alice.pk, NOON)]


def test_a_day_follows_the_zone_and_its_start(alice: Person) -> None:
    alice.time_zone = "Asia/Tokyo"
    alice.preferences = Preferences(person=alice, day_starts_at=4)
    four_in_tokyo = NOON.replace(hour=19)
    assert days.date_of(alice, four_in_tokyo) == date(2026, 3, 5)
    assert days.date_of(alice, four_in_tokyo - timedelta(seconds=1)) == date(2026, 3, 4)


MIX = {
    "volumes": {"rain": 60, "lofi": 0},
    "all": 100,
    "on": False,
    "rests": True,
    "muted": ["rain"],
    "own": [{"name": "Sunday", "volumes": {"fire": 1}}],
}


def test_the_mixer_is_remembered(alice: Person, client_of: Browser) -> None:
    sent = {"scene": "ocean", "mix": MIX, "on_boards": False, "weekly_goal_minutes": 1200}
    answer = client_of(alice).patch("/api/me/preferences/", sent, JSON)
    assert answer.status_code == 200
    assert client_of(alice).get("/api/me/preferences/").json().items() >= sent.items()


@pytest.mark.parametrize(
    "wrong",
    [
        {"scene": "casino"},
        {"day_starts_at": 24},
        {"study_days": []},
        {"study_days": ["monday"]},
        {"weekly_goal_minutes": 0},
        {"mix": []},
        {"mix": None},
        {"mix": {"loud": True}},
        {"mix": {"volumes": {"rain": 101}}},
        {"mix": {"volumes": {"rain": True}}},
        {"mix": {"volumes": {"thunder": 1}}},
        {"mix": {"muted": ["rain", 1]}},
        {"mix": {"own": [{"name": "a\x00", "volumes": {}}]}},
        {"mix": {"own": [{"name": "x" * 31, "volumes": {}}]}},
        {"mix": {"own": [{"name": "x", "volumes": {}}] * 13}},
    ],
)
def test_refused(alice: Person, client_of: Browser, wrong: dict[str, object]) -> None:
    answer = client_of(alice).patch("/api/me/preferences/", wrong, JSON)
    assert (answer.status_code, answer.json()["fields"].keys()) == (400, wrong.keys())

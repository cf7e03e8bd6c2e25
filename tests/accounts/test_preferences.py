"""How a person likes the café; the row comes with the person."""

from __future__ import annotations

import pytest

from tests.accounts.conftest import Browser
from virtualcafe.accounts.models import Person, Preferences

CHOSEN = {
    "theme": "dark",
    "focus_minutes": "50",
    "break_minutes": "10",
    "long_break_minutes": "30",
    "auto_start_breaks": "on",
    "volume": "35",
    "day_starts_at": "4",
    "study_days": ["mon", "tue", "fri"],
    "weekly_goal_minutes": "12.5",
    "on_boards": "on",
}


def test_everybody_has_some(alice: Person, client_of: Browser) -> None:
    assert client_of(alice).get("/settings/").status_code == 200
    mine = Preferences.of(alice.pk)
    assert (mine.theme, mine.focus_minutes, mine.break_minutes, mine.long_break_minutes) == (
        "auto",
        25,
        5,
        15,
    )
    assert (mine.auto_start_breaks, mine.auto_start_focus, mine.sound) == (True, False, True)
    assert (mine.day_starts_at, mine.study_days, mine.weekly_goal_minutes) == (0, 127, 600)
    assert (mine.on_boards, mine.shows_goal) == (True, True)
    assert (mine.scene, mine.mix) == ("cafe", {})


def test_are_saved(alice: Person, client_of: Browser) -> None:
    answer = client_of(alice).post("/settings/", CHOSEN)
    assert answer["Location"] == "/settings/"
    assert answer.cookies["theme"].value == "dark"
    mine = Preferences.objects.get(person=alice)
    assert (mine.theme, mine.focus_minutes, mine.break_minutes, mine.long_break_minutes) == (
        "dark",
        50,
        10,
        30,
    )
    assert (mine.auto_start_breaks, mine.auto_start_focus) == (True, False)
    assert (mine.sound, mine.volume) == (False, 35)
    assert (mine.day_starts_at, mine.study_days, mine.weekly_goal_minutes) == (4, 0b001_0011, 750)
    assert (mine.on_boards, mine.shows_goal) == (True, False)
    page = client_of(alice).get("/settings/").content.decode()
    assert 'value="12.5"' in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("theme", "pink"),
        ("focus_minutes", "0"),
        ("focus_minutes", "181"),
        ("break_minutes", "-5"),
        ("long_break_minutes", "long"),
        ("volume", "101"),
        ("day_starts_at", "24"),
        ("study_days", []),
        ("study_days", ["someday"]),
        ("weekly_goal_minutes", "0"),
        ("weekly_goal_minutes", "169"),
        ("weekly_goal_minutes", "nan"),
    ],
)
def test_refused(alice: Person, client_of: Browser, field: str, value: str) -> None:
    answer = client_of(alice).post("/settings/", {**CHOSEN, field: value})
    assert answer.context["form"].errors.keys() == {field}
    assert Preferences.of(alice.pk).focus_minutes == 25


def test_the_browsers_zone_is_offered_when_it_differs(alice: Person, client_of: Browser) -> None:
    client = client_of(alice)
    client.cookies["time_zone"] = "Europe%2FBerlin"
    assert "Use Europe/Berlin" in client.get("/settings/").content.decode()
    client.post("/settings/time-zone/", {"time_zone": "Europe/Berlin"})
    alice.refresh_from_db()
    assert alice.time_zone == "Europe/Berlin"
    assert "Use Europe/Berlin" not in client.get("/settings/").content.decode()


@pytest.mark.parametrize("zone", ["Europe%2FAtlantis", "%3Cscript%3E", ""])
def test_a_zone_nobody_knows_is_not(alice: Person, client_of: Browser, zone: str) -> None:
    client = client_of(alice)
    client.cookies["time_zone"] = zone
    assert 'name="time_zone"' not in client.get("/settings/").content.decode()
    client.post("/settings/time-zone/", {"time_zone": zone})
    alice.refresh_from_db()
    assert alice.time_zone == "UTC"

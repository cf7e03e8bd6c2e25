"""What follows from sessions follows at once, and is the same when all of it is made anew."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from io import StringIO
from itertools import count
from typing import Any
from zoneinfo import available_timezones

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import NOON, make_person
from tests.progress.diary import log, row
from virtualcafe.accounts import days
from virtualcafe.accounts.models import Person, Preferences
from virtualcafe.focus import hooks
from virtualcafe.focus.models import Session
from virtualcafe.focus.records import correcting
from virtualcafe.lib.local_days import monday_of
from virtualcafe.progress import keeping, levels
from virtualcafe.progress.models import Achievement, Day, Earned, Standing, Week

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def everything() -> dict[str, list[Any]]:
    """All that is derived, as rows."""
    kept = {
        "days": Day.objects.values_list(
            "person", "date", "minutes", "seen_minutes", "sessions", "completed"
        ),
        "weeks": Week.objects.values_list("person", "monday", "minutes"),
        "standings": Standing.objects.values_list(),
        "earned": Earned.objects.values_list("person", "achievement", "at"),
        "levels": Person.objects.values_list("pk", "level"),
    }
    return {name: sorted(rows, key=repr) for name, rows in kept.items()}


def badges(person: Person) -> dict[str, Any]:
    return dict(Earned.objects.filter(person=person).values_list("achievement", "at"))


def standing(person: Person) -> Standing:
    return Standing.objects.get(person=person)


def test_a_session_counts_at_once(alice: Person) -> None:
    session = log(alice, NOON, 50, completed=True)
    day = Day.objects.get(person=alice)
    assert (day.date, day.minutes, day.seen_minutes) == (date(2026, 3, 4), 50, 50)
    assert (day.sessions, day.completed) == (1, 1)
    assert Week.objects.get().minutes == 50
    mine = standing(alice)
    assert (mine.minutes, mine.xp, mine.level, mine.streak) == (50, 50, 1, 1)
    assert badges(alice) == dict.fromkeys(("sessions-1", "depth-25", "depth-50"), session.ended_at)


def test_a_break_earns_nothing(alice: Person) -> None:
    log(alice, NOON, 5, kind=Session.Kind.BREAK)
    assert not Day.objects.exists()
    assert not Standing.objects.exists()


def test_reported_minutes_are_ones_own_and_no_more(alice: Person) -> None:
    log(alice, NOON, 300, source=Session.Source.REPORTED)
    mine = standing(alice)
    assert (mine.minutes, mine.sessions, mine.streak) == (300, 1, 1)
    assert (mine.xp, mine.level, mine.board_minutes, mine.seen_streak) == (0, 1, 0, 0)
    assert not Week.objects.exists()
    assert not Earned.objects.exists()


def test_a_session_that_grows_counts_once(alice: Person) -> None:
    session = log(alice, NOON, 10)
    session.minutes, session.ended_at = 25, NOON + HOUR
    session.save()
    hooks.sessions_written([session], now=NOON + HOUR)
    assert (standing(alice).minutes, standing(alice).sessions) == (25, 1)
    assert badges(alice)["depth-25"] == NOON + HOUR


@pytest.mark.parametrize(("said", "own", "counted"), [(10, 10, 10), (40, 40, 25)])
def test_of_a_correction_the_lesser_counts(
    alice: Person, said: int, own: int, counted: int
) -> None:
    session = log(alice, NOON, 25)
    correcting.correct(alice, session.pk, {"minutes": said}, now=NOON + DAY)
    mine = standing(alice)
    assert (mine.minutes, mine.xp, mine.board_minutes) == (own, counted, counted)
    assert mine.deepest == counted


def test_what_is_deleted_is_uncounted(alice: Person) -> None:
    kept, gone = log(alice, NOON, 30), log(alice, NOON + HOUR, 100)
    assert standing(alice).level == 2
    correcting.delete(alice, gone.pk, now=NOON + DAY)
    alice.refresh_from_db()
    assert (alice.level, standing(alice).minutes) == (1, 30)
    assert badges(alice) == dict.fromkeys(("sessions-1", "depth-25"), kept.ended_at)


def test_others_see_the_level(alice: Person) -> None:
    log(alice, NOON, 180)
    log(alice, NOON + 4 * HOUR, 120)
    alice.refresh_from_db()
    assert alice.level == levels.level_of(300) == 3


def test_at_most_sixteen_hours_of_a_day_are_on_boards(alice: Person) -> None:
    for n in range(6):
        log(alice, NOON - DAY + n * 3 * HOUR, 180, local_date=NOON.date())
    assert (standing(alice).xp, standing(alice).board_minutes) == (1080, 960)
    assert Week.objects.get().minutes == 960


def test_late_and_mixed_up_arrivals_are_as_if_in_order(alice: Person) -> None:
    first, second, third = (row(alice, NOON + n * DAY, 25) for n in range(3))
    for one in (third, first, second):
        one.save()
        hooks.sessions_written([one], now=NOON + 3 * DAY)
    assert standing(alice).streak == 3
    assert badges(alice)["streak-3"] == third.ended_at
    assert badges(alice)["sessions-1"] == first.ended_at


ZONES = sorted(available_timezones())
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(
            ("solo", "room", "reported", "break", "late", "grows", "corrects", "deletes", "flies")
        ),
        st.integers(1, 40),
        st.integers(1, 180),
    ),
    min_size=5,
    max_size=30,
)
_numbers = count(1)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(EVENTS)
def test_made_anew_it_is_the_same(events: list[tuple[str, int, int]]) -> None:
    person = make_person(f"liver{next(_numbers)}")
    live(person, events)
    before = everything()
    call_command("rebuild_progress", verbosity=0, stdout=StringIO())
    assert everything() == before
    assert_sums(person)
    person.delete()


def live(person: Person, events: list[tuple[str, int, int]]) -> None:
    now = NOON
    for what, hours, minutes in events:
        now += hours * HOUR
        person.refresh_from_db()
        mine = Session.objects.filter(person=person, stands=True).order_by("-pk")
        latest = mine.first()
        if what in ("solo", "room", "reported"):
            log(person, now, minutes, source=what)
        elif what == "break":
            log(person, now, minutes, kind=Session.Kind.BREAK)
        elif what == "late":
            log(person, now - 3 * DAY, minutes, source="reported")
        elif what == "flies":
            with days.changing(person.pk, now=now):
                zone = ZONES[minutes % len(ZONES)]
                Person.objects.filter(pk=person.pk).update(time_zone=zone)
                Preferences.of(person.pk)
                Preferences.objects.filter(person=person).update(
                    day_starts_at=hours % 24, study_days=minutes % 127 + 1
                )
        elif latest is not None and what == "deletes":
            correcting.delete(person, latest.pk, now=now + 2 * DAY)
        elif latest is not None and what == "grows" and not latest.corrects_id:
            latest.minutes += minutes
            latest.ended_at += minutes * timedelta(minutes=1)
            latest.save()
            hooks.sessions_written([latest], now=now)
        elif latest is not None and what == "corrects" and latest.kind == "focus":
            put_in_place(latest, minutes)


def put_in_place(before: Session, minutes: int) -> None:
    Session.objects.filter(pk=before.pk).update(stands=False)
    first = before.corrects or before
    row(
        before.person,
        first.started_at,
        minutes,
        source="reported",
        corrects=first,
        local_date=first.local_date,
    ).save()
    hooks.person_changed(before.person_id, now=NOON)


def assert_sums(person: Person) -> None:
    """Told from the sessions one by one, by nothing that derives."""
    own: dict[date, int] = defaultdict(int)
    seen: dict[date, int] = defaultdict(int)
    for session in Session.objects.filter(person=person, kind="focus").select_related("corrects"):
        first = session.corrects or session
        if session.stands:
            own[session.local_date] += session.minutes
            if first.source != "reported" and first.kind == "focus":
                seen[first.local_date] += min(first.minutes, session.minutes)
    kept = {each.date: each for each in Day.objects.filter(person=person)}
    assert {day: each.minutes for day, each in kept.items() if each.minutes} == own
    assert {day: each.seen_minutes for day, each in kept.items() if each.seen_minutes} == seen
    weeks: dict[date, int] = defaultdict(int)
    for day, minutes in seen.items():
        weeks[monday_of(day)] += min(minutes, keeping.MOST_A_DAY)
    assert dict(Week.objects.filter(person=person).values_list("monday", "minutes")) == weeks
    mine = Standing.objects.filter(person=person).first() or Standing()
    assert (mine.minutes, mine.xp) == (sum(own.values()), sum(seen.values()))
    assert mine.board_minutes == sum(weeks.values())
    assert mine.streak <= len(own)


def test_a_thousand_take_as_many_queries_as_one(db: None) -> None:
    people = [make_person(f"guest{n}") for n in range(30)]
    for person in people:
        Preferences.of(person.pk)
        log(person, NOON - DAY, 50)

    def queries(some: list[Person]) -> int:
        rows = Session.objects.bulk_create(row(person, NOON, 24, source="room") for person in some)
        Earned.objects.bulk_create(
            Earned(person=person, achievement_id=slug, at=NOON)
            for person in some
            for slug in ("company-1", "minutes-60")
        )
        with CaptureQueriesContext(connection) as seen:
            hooks.sessions_written(rows, now=NOON)
        return sum("realtime" not in each["sql"] for each in seen.captured_queries)

    assert queries(people[:1]) == queries(people[1:])


def test_badges_are_put_on_the_shelf_again_and_again(db: None) -> None:
    call_command("create_achievements", verbosity=0, stdout=StringIO())
    assert Achievement.objects.count() == 29
    Achievement.objects.filter(pk="depth-25").update(name="Old")
    Achievement.objects.create(
        slug="gone", family="depth", tier=9, threshold=1, name="", sentence=""
    )
    call_command("create_achievements", verbosity=0, stdout=StringIO())
    assert Achievement.objects.get(pk="depth-25").name == "One tomato"
    assert not Achievement.objects.filter(pk="gone").exists()

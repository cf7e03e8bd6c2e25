"""Today, this week and the last seven days, by the person's own days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.progress.diary import focus, log
from virtualcafe.accounts.models import Person, Preferences
from virtualcafe.focus import actions
from virtualcafe.focus.clock import Lengths
from virtualcafe.focus.models import Session
from virtualcafe.lib.local_days import local_date, monday_of
from virtualcafe.progress import selectors

WEDNESDAY = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
ZONES = sorted(available_timezones())


def test_days_weeks_and_the_last_seven_days(alice: Person) -> None:
    for ago, minutes in ((0, 10), (1, 20), (2, 30), (3, 40), (6, 50), (7, 60)):
        log(alice, WEDNESDAY - timedelta(days=ago), minutes)
    week = selectors.week(alice, now=WEDNESDAY)
    assert (week.date, week.today) == (date(2026, 3, 4), 10)
    assert week.this_week == 10 + 20 + 30
    assert [day.minutes for day in week.days] == [50, 0, 0, 40, 30, 20, 10]
    assert week.last_seven_days == 150


def test_breaks_earn_nothing_and_reported_minutes_count_in_ones_own_totals(
    alice: Person, bob: Person
) -> None:
    log(alice, WEDNESDAY, 5, kind=Session.Kind.BREAK)
    log(alice, WEDNESDAY, 15, source=Session.Source.REPORTED)
    log(bob, WEDNESDAY, 90)
    assert selectors.week(alice, now=WEDNESDAY).today == 15


@pytest.mark.parametrize(
    ("zone", "start", "day"),
    [
        ("UTC", datetime(2026, 3, 4, 23, 50, tzinfo=UTC), date(2026, 3, 4)),
        ("Europe/Berlin", datetime(2026, 3, 4, 23, 0, tzinfo=UTC), date(2026, 3, 5)),
        ("Europe/Berlin", datetime(2026, 3, 4, 22, 59, tzinfo=UTC), date(2026, 3, 4)),
        ("America/Los_Angeles", datetime(2026, 3, 5, 7, 59, tzinfo=UTC), date(2026, 3, 4)),
        ("Pacific/Kiritimati", datetime(2026, 3, 4, 10, 0, tzinfo=UTC), date(2026, 3, 5)),
        # The night the clocks go forward, and the hour that comes twice.
        ("Europe/Berlin", datetime(2026, 3, 29, 0, 50, tzinfo=UTC), date(2026, 3, 29)),
        ("Europe/Berlin", datetime(2026, 10, 25, 0, 50, tzinfo=UTC), date(2026, 10, 25)),
        ("America/Havana", datetime(2026, 3, 8, 4, 50, tzinfo=UTC), date(2026, 3, 7)),
        ("Nowhere/Atlantis", datetime(2026, 3, 4, 23, 50, tzinfo=UTC), date(2026, 3, 4)),
    ],
)
def test_a_session_belongs_to_the_day_it_started_in(
    alice: Person, zone: str, start: datetime, day: date
) -> None:
    alice.time_zone = zone
    alice.save(update_fields=["time_zone"])
    focus(alice, start, 25)
    assert Session.objects.get(person=alice).local_date == day


@pytest.mark.parametrize(("hour", "day"), [(3, date(2026, 3, 3)), (4, date(2026, 3, 4))])
def test_a_day_starts_when_the_person_says(alice: Person, hour: int, day: date) -> None:
    Preferences.objects.create(person=alice, day_starts_at=4)
    focus(alice, WEDNESDAY.replace(hour=hour), 25)
    assert Session.objects.get(person=alice).local_date == day
    alice = Person.objects.get(pk=alice.pk)
    assert selectors.week(alice, now=WEDNESDAY.replace(hour=3)).date == date(2026, 3, 3)


def test_travel_moves_no_minute_that_was_logged(alice: Person) -> None:
    alice.time_zone = "Asia/Tokyo"
    alice.save(update_fields=["time_zone"])
    focus(alice, datetime(2026, 3, 4, 15, 30, tzinfo=UTC), 25)
    alice.time_zone = "America/New_York"
    alice.save(update_fields=["time_zone"])
    landed = selectors.week(alice, now=datetime(2026, 3, 4, 18, 0, tzinfo=UTC))
    assert (landed.date, landed.today, landed.this_week) == (date(2026, 3, 4), 0, 25)
    tomorrow = selectors.week(alice, now=datetime(2026, 3, 5, 18, 0, tzinfo=UTC))
    assert (tomorrow.date, tomorrow.today) == (date(2026, 3, 5), 25)


def test_the_zone_that_counts_is_the_one_at_the_start(alice: Person) -> None:
    alice.time_zone = "Asia/Tokyo"
    alice.save(update_fields=["time_zone"])
    start = datetime(2026, 3, 4, 15, 30, tzinfo=UTC)
    actions.start(alice, lengths=Lengths(), now=start)
    Person.objects.filter(pk=alice.pk).update(time_zone="America/New_York")
    actions.stop(alice, now=start + timedelta(minutes=10))
    assert Session.objects.get(person=alice).local_date == date(2026, 3, 5)


def test_one_query_however_many_sessions(
    alice: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for ago in range(12):
        for _ in range(3):
            log(alice, WEDNESDAY - timedelta(days=ago))
    alice = Person.objects.select_related("preferences").get(pk=alice.pk)
    with django_assert_num_queries(1):
        selectors.week(alice, now=WEDNESDAY)
    with django_assert_num_queries(1):
        assert len(selectors.recent(alice)) == selectors.RECENT


def test_recent_sessions_are_ones_own_latest_first(alice: Person, bob: Person) -> None:
    early, late = log(alice, WEDNESDAY), log(alice, WEDNESDAY + timedelta(hours=1))
    log(bob, WEDNESDAY)
    assert selectors.recent(alice) == [late, early]


@given(
    st.sampled_from(ZONES),
    st.integers(0, 4 * 365 * 24 * 60).map(lambda minutes: WEDNESDAY + timedelta(minutes=minutes)),
)
def test_in_every_zone_a_moment_has_one_day_and_a_week_begins_on_monday(
    name: str, moment: datetime
) -> None:
    day = local_date(moment, name)
    assert day == moment.astimezone(ZoneInfo(name)).date()
    monday = monday_of(day)
    assert (monday.isoweekday(), 0 <= (day - monday).days < 7) == (1, True)
    assert local_date(moment + timedelta(days=1), name) - day in {
        timedelta(0),
        timedelta(1),
        timedelta(2),
    }

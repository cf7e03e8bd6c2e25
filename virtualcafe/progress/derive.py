"""Deriving progress from sessions, in the transaction that wrote them and under the locks of their
people's rows.

Who ended one new session is brought up to date by what it adds; whoever's past changed (a session
grew, was corrected, deleted, or arrived late) is derived anew as a whole, by the same rules. Either
way the number of queries doesn't depend on how many people there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from virtualcafe.accounts import days
from virtualcafe.accounts.models import Person
from virtualcafe.focus.models import Session
from virtualcafe.lib.local_days import monday_of
from virtualcafe.progress import counting, keeping, levels
from virtualcafe.progress.achievements import Reached, earned_between
from virtualcafe.progress.counting import PersonDay, Seen, Total
from virtualcafe.progress.models import Day, Standing
from virtualcafe.progress.selectors import reached_by
from virtualcafe.progress.streaks import Streak, streak_of
from virtualcafe.progress.telling import Rise, Won, tell


@dataclass
class Derived:
    """Of a person: where they stand, and what of it is earned when."""

    standing: Standing
    won: list[Won] = field(default_factory=list)


def sessions_written(sessions: Sequence[Session], *, now: datetime) -> None:
    """These are new or have grown. Tells their people what they reached."""
    focus = [each for each in sessions if each.kind == Session.Kind.FOCUS]
    by_person: dict[int, list[Session]] = defaultdict(list)
    for session in focus:
        by_person[session.person_id].append(session)
    if not by_person:
        return
    standings = Standing.objects.in_bulk(by_person)
    known = {pk: standings.get(pk) or Standing(person_id=pk) for pk in by_person}
    levels_before = {pk: standing.level for pk, standing in known.items()}
    simple = [each[0] for pk, each in by_person.items() if _adds(each, known[pk])]
    won = _add(simple, known)
    others = by_person.keys() - {each.person_id for each in simple}
    won += _anew(others, known)
    tell(won, _rises(known.values(), levels_before), now=now)


def person_changed(person_id: int, *, now: datetime) -> None:
    """Silently: nobody is congratulated for correcting."""
    derive_anew([person_id])


def derive_anew(people: Collection[int]) -> None:
    """As a whole, from their sessions. The caller holds their rows' locks."""
    _anew(people, {})


def _adds(sessions: Sequence[Session], standing: Standing) -> bool:
    """Whether what these change is the end of what the person has behind them."""
    if len(sessions) > 1 or sessions[0].corrects_id or not sessions[0].stands:
        return False
    session = sessions[0]
    if standing.streak_day and session.local_date < standing.streak_day:
        return False
    if session.source == Session.Source.REPORTED:
        return True
    on_time = not standing.last_ended_at or session.ended_at >= standing.last_ended_at
    in_order = not standing.seen_streak_day or session.local_date >= standing.seen_streak_day
    return on_time and in_order and session.pk > standing.last_session


# One new session each


def _add(sessions: Sequence[Session], known: dict[int, Standing]) -> list[Won]:
    if not sessions:
        return []
    calendars = _calendars(session.person_id for session in sessions)
    before = _days_of(sessions)
    after = _count_days(sessions)
    won = []
    for session in sessions:
        standing = known[session.person_id]
        reached = reached_by(standing)
        key = session.person_id, session.local_date
        _add_day(standing, before.get(key, _EMPTY), after[key])
        calendar = calendars[session.person_id]
        standing.own_streak = standing.own_streak.with_day(session.local_date, calendar)
        if session.source != Session.Source.REPORTED:
            _add_seen(standing, counting.seen(session))
            standing.seen = standing.seen.with_day(session.local_date, calendar)
        won += _won(standing, reached, at=session.ended_at)
    people = [session.person_id for session in sessions]
    keeping.keep_weeks(people, {monday_of(session.local_date) for session in sessions})
    keeping.keep_standings(known[pk] for pk in people)
    keeping.keep_earned(won)
    return won


def _days_of(sessions: Sequence[Session]) -> dict[PersonDay, Day]:
    people, dates = _people_and_dates(sessions)
    rows = Day.objects.filter(person__in=people, date__in=dates)
    return {(row.person_id, row.date): row for row in rows}


def _count_days(sessions: Sequence[Session]) -> dict[PersonDay, Day]:
    people, dates = _people_and_dates(sessions)
    rows = _rows(counting.totals(people, dates), counting.seen_minutes(people, dates))
    keeping.keep_days(rows.values())
    return rows


def _people_and_dates(sessions: Sequence[Session]) -> tuple[set[int], set[date]]:
    return {each.person_id for each in sessions}, {each.local_date for each in sessions}


_EMPTY = Day()
_NO_TIME = Total(0, 0, 0)


def _rows(totals: dict[PersonDay, Total], seen: dict[PersonDay, int]) -> dict[PersonDay, Day]:
    """A day that was corrected away is kept while the server saw something of it."""
    return {
        (person, day): Day(
            person_id=person,
            date=day,
            seen_minutes=seen.get((person, day), 0),
            **totals.get((person, day), _NO_TIME)._asdict(),
        )
        for person, day in totals.keys() | {key for key, minutes in seen.items() if minutes}
    }


def _add_day(standing: Standing, before: Day, after: Day) -> None:
    standing.minutes += after.minutes - before.minutes
    standing.sessions += after.sessions - before.sessions
    standing.xp += after.seen_minutes - before.seen_minutes
    standing.board_minutes += _on_boards(after) - _on_boards(before)
    standing.level = levels.level_of(standing.xp)


def _on_boards(day: Day) -> int:
    return min(day.seen_minutes, keeping.MOST_A_DAY)


def _add_seen(standing: Standing, seen: Seen) -> None:
    """All of it that isn't counted by days."""
    standing.seen_sessions += 1
    standing.company += seen.in_room
    standing.deepest = max(standing.deepest, seen.minutes)
    standing.last_ended_at = seen.ended_at
    standing.last_session = max(standing.last_session, seen.pk)


def _won(standing: Standing, before: Reached, *, at: datetime) -> list[Won]:
    earned = earned_between(before, reached_by(standing))
    return [Won(standing.person_id, each, at) for each in earned]


# People as a whole


def _anew(people: Collection[int], known: dict[int, Standing]) -> list[Won]:
    """Puts the new standings into `known`; returns what was won that they had not yet."""
    if not people:
        return []
    calendars = _calendars(people)
    own, seen = counting.totals(people, None), defaultdict(list)
    for each in counting.seen_sessions(people):
        seen[each.person_id].append(each)
    rows = _rows(own, _minutes_by_day(seen))
    by_person: dict[int, list[Day]] = defaultdict(list)
    for row in rows.values():
        by_person[row.person_id].append(row)
    derived = [_whole(pk, by_person[pk], seen[pk], calendars[pk]) for pk in calendars]
    keeping.forget_days(people)
    keeping.keep_days(rows.values())
    keeping.keep_weeks(people, None)
    keeping.keep_standings(each.standing for each in derived if by_person[each.standing.person_id])
    keeping.forget_standings(calendars.keys() - {pk for pk, own in by_person.items() if own})
    known.update((each.standing.person_id, each.standing) for each in derived)
    return keeping.replace_earned(people, [won for each in derived for won in each.won])


def _minutes_by_day(seen: dict[int, list[Seen]]) -> dict[PersonDay, int]:
    minutes: dict[PersonDay, int] = defaultdict(int)
    for person, sessions in seen.items():
        for each in sessions:
            minutes[person, each.date] += each.minutes
    return minutes


def _whole(pk: int, rows: list[Day], seen: list[Seen], calendar: days.History) -> Derived:
    derived = Derived(Standing(person_id=pk))
    standing = derived.standing
    for each in seen:
        reached = reached_by(standing)
        standing.xp += each.minutes
        _add_seen(standing, each)
        derived.won += _won(standing, reached, at=each.ended_at)
    derived.won += _streaks_won(standing, seen, calendar)
    focused = sorted(row.date for row in rows if row.minutes)
    standing.own_streak = streak_of(focused, calendar)
    standing.minutes = sum(row.minutes for row in rows)
    standing.sessions = sum(row.sessions for row in rows)
    standing.board_minutes = sum(map(_on_boards, rows))
    standing.level = levels.level_of(standing.xp)
    return derived


def _streaks_won(standing: Standing, seen: list[Seen], calendar: days.History) -> list[Won]:
    """In the order of days, whatever the order in which their sessions ended: a day counts from the
    end of the first that it has."""
    first: dict[date, datetime] = {}
    for each in seen:
        first.setdefault(each.date, each.ended_at)
    won, streak = [], Streak()
    for day in sorted(first):
        reached = reached_by(standing)
        streak = standing.seen = streak.with_day(day, calendar)
        won += _won(standing, reached, at=first[day])
    return won


def _calendars(people: Iterable[int]) -> dict[int, days.History]:
    rows = Person.objects.select_related("preferences").filter(pk__in=set(people))
    return days.histories(rows)


def _rises(standings: Iterable[Standing], before: dict[int, int]) -> list[Rise]:
    return [
        Rise(each.person_id, levels.level_at(each.xp))
        for each in standings
        if each.level > before[each.person_id]
    ]

"""Leaderboards: who is shown to whom, and in which place."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import NOON, make_person
from tests.progress.diary import log
from virtualcafe.accounts import relations
from virtualcafe.accounts.models import Person, Preferences
from virtualcafe.focus.models import Session
from virtualcafe.lib import clock
from virtualcafe.lib.errors import NotFound
from virtualcafe.progress import boards
from virtualcafe.progress.boards import Board, Period, Scope
from virtualcafe.progress.models import Standing, Week
from virtualcafe.rooms import actions
from virtualcafe.rooms.models import Room

DAY = timedelta(days=1)


def asked(person: Person, **what: object) -> Board:
    return boards.board(person, **{"now": NOON, **what})


def told(board: Board) -> list[tuple[int | None, str, int]]:
    return [(line.place, line.person.username, line.minutes) for line in board.lines]


@pytest.fixture
def cast(alice: Person, bob: Person, charlie: Person) -> list[Person]:
    for person, minutes in ((alice, 60), (bob, 90), (charlie, 30)):
        log(person, NOON, minutes)
    return [alice, bob, charlie]


def test_the_most_minutes_first(cast: list[Person]) -> None:
    alice, _bob, charlie = cast
    board = asked(alice)
    assert told(board) == [(1, "bob", 90), (2, "alice", 60), (3, "charlie", 30)]
    assert board.mine is not None
    assert (board.mine.place, board.since, board.is_hidden) == (2, NOON.date() - 2 * DAY, False)
    assert told(asked(charlie)) == told(board)


def test_a_week_and_all_time(cast: list[Person]) -> None:
    alice, *_ = cast
    log(alice, NOON + 7 * DAY, 45)
    late = NOON + 7 * DAY
    assert told(asked(alice, now=late)) == [(1, "alice", 45)]
    ever = asked(alice, now=late, period=Period.ALL)
    assert told(ever) == [(1, "alice", 105), (2, "bob", 90), (3, "charlie", 30)]
    assert ever.since is None


def test_only_what_the_server_saw(cast: list[Person]) -> None:
    alice, *_ = cast
    log(alice, NOON, 180, source=Session.Source.REPORTED)
    log(make_person("dora"), NOON, 180, source=Session.Source.REPORTED)
    assert told(asked(alice))[1:] == [(2, "alice", 60), (3, "charlie", 30)]


@pytest.mark.parametrize("period", Period)
@pytest.mark.parametrize("scope", Scope)
def test_who_opted_out_is_shown_nowhere(
    cast: list[Person], room: Room, scope: Scope, period: Period
) -> None:
    alice, bob, _charlie = cast
    relations.follow(alice, bob, now=NOON)
    what = {"scope": scope, "period": period, "room": room.pk, "now": clock.now()}
    if period is Period.WEEK:
        for person in (alice, bob):
            log(person, clock.now(), 10)
    assert "bob" in [line.person.username for line in asked(alice, **what).lines]
    mine = Preferences.of(bob.pk)
    mine.on_boards = False
    mine.save()
    assert "bob" not in [line.person.username for line in asked(alice, **what).lines]
    his = asked(bob, **what)
    assert his.is_hidden
    assert his.mine is None


@pytest.mark.parametrize("blocks", [(0, 1), (1, 0)])
def test_who_blocks_whom_is_the_same(cast: list[Person], blocks: tuple[int, int]) -> None:
    blocker, blocked = (cast[place] for place in blocks)
    relations.block(blocker, blocked, now=NOON)
    alice, bob, charlie = cast
    assert told(asked(alice)) == [(1, "alice", 60), (2, "charlie", 30)]
    assert told(asked(bob)) == [(1, "bob", 90), (2, "charlie", 30)]
    assert len(asked(charlie).lines) == 3


def test_who_is_not_verified_is_not_shown(cast: list[Person], settings) -> None:
    settings.CAFE_MAIL = True
    alice, bob, charlie = cast
    for person in (alice, charlie):
        person.mark_verified(NOON)
    assert told(asked(alice)) == [(1, "alice", 60), (2, "charlie", 30)]
    his = asked(bob)
    assert (his.is_hidden, told(his)) == (True, told(asked(alice)))


def test_who_is_deactivated_is_not_shown(cast: list[Person]) -> None:
    alice, bob, _ = cast
    bob.deactivate()
    assert told(asked(alice)) == [(1, "alice", 60), (2, "charlie", 30)]


def test_a_rooms_board_is_of_its_members(cast: list[Person], room: Room) -> None:
    alice, bob, _charlie = cast
    what = {"scope": Scope.ROOM, "period": Period.ALL, "now": clock.now()}
    shown = [(1, "bob", 90), (2, "alice", 60)]
    assert told(asked(alice, room=room.pk, **what)) == shown
    assert told(asked(bob, room=room.code, **what)) == shown


def test_a_rooms_board_is_for_its_members(
    charlie: Person, alice: Person, room: Room, db: None
) -> None:
    private = actions.open_room(alice, name="Ours", public=False, now=clock.now())
    for key in (room.pk, room.code, private.pk, private.code, 999, "NOROOM", None):
        with pytest.raises(NotFound, match="no such room"):
            asked(charlie, scope=Scope.ROOM, room=key, now=clock.now())


def test_following_is_one_sided(cast: list[Person]) -> None:
    alice, bob, _charlie = cast
    relations.follow(alice, bob, now=NOON)
    assert told(asked(alice, scope=Scope.FOLLOWING)) == [(1, "bob", 90), (2, "alice", 60)]
    assert told(asked(bob, scope=Scope.FOLLOWING)) == [(1, "bob", 90)]
    relations.block(bob, alice, now=NOON)
    assert told(asked(alice, scope=Scope.FOLLOWING)) == [(1, "alice", 60)]


def crowd(number: int, *, minutes: int = 1_000) -> list[Person]:
    """People with fewer and fewer minutes this week."""
    people = Person.objects.bulk_create(
        Person(username=f"guest{n}", email=f"g{n}@example.org") for n in range(number)
    )
    monday = NOON.date() - 2 * DAY
    Week.objects.bulk_create(
        Week(person=person, monday=monday, minutes=minutes - n) for n, person in enumerate(people)
    )
    Standing.objects.bulk_create(
        Standing(person=person, board_minutes=minutes - n) for n, person in enumerate(people)
    )
    return people


@pytest.mark.parametrize("period", Period)
def test_five_above_and_five_below(db: None, period: Period) -> None:
    people = crowd(20)
    board = asked(people[9], period=period)
    assert [line.person for line in board.lines] == people[4:15]
    assert [line.place for line in board.lines] == list(range(5, 16))
    assert (board.is_first, board.is_last) == (False, False)
    first, last = asked(people[0], period=period), asked(people[19], period=period)
    assert [line.place for line in first.lines] == [1, 2, 3, 4, 5, 6]
    assert (first.is_first, first.is_last) == (True, False)
    assert [line.place for line in last.lines] == [15, 16, 17, 18, 19, 20]
    assert (last.is_first, last.is_last) == (False, True)


def test_without_minutes_one_sees_the_first_eleven(alice: Person) -> None:
    people = crowd(12)
    board = asked(alice)
    assert [line.person for line in board.lines] == people[:11]
    assert (board.mine, board.is_hidden, board.is_last) == (None, False, False)


def test_nobody_yet(alice: Person) -> None:
    assert asked(alice).lines == []


def test_as_many_minutes_share_a_place(alice: Person, bob: Person, charlie: Person) -> None:
    dora = make_person("dora")
    for person, minutes in ((alice, 60), (bob, 60), (charlie, 60), (dora, 30)):
        log(person, NOON, minutes)
    shared = [(1, "alice", 60), (1, "bob", 60), (1, "charlie", 60), (4, "dora", 30)]
    for person in (alice, charlie, dora):
        assert told(asked(person)) == shared


def test_past_the_first_hundred_no_place_is_counted(db: None) -> None:
    people = crowd(110, minutes=5_000)
    board = asked(people[102])
    assert [line.place for line in board.lines] == [98, 99, 100] + [None] * 8
    assert board.mine is not None
    assert board.mine.minutes == 5_000 - 102


def test_as_many_queries_in_a_crowd(alice: Person, bob: Person) -> None:
    log(alice, NOON, 50)
    log(bob, NOON, 40)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            asked(alice)
        return len(seen)

    few = queries()
    crowd(200, minutes=500)
    assert queries() <= few <= 8

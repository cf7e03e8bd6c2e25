"""A ban: out, and kept out by every door until it is lifted."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection

from tests.conftest import NOON, make_person
from virtualcafe.accounts.models import ModeratorAct, Person
from virtualcafe.lib import clock
from virtualcafe.lib.errors import BadRequest, CafeError, Forbidden, NotFound
from virtualcafe.realtime.models import Event, Lease, Revocation
from virtualcafe.rooms import access, actions
from virtualcafe.rooms.access import posting_rights
from virtualcafe.rooms.models import Bar, Room


@pytest.fixture
def table(alice: Person, bob: Person) -> Room:
    room = actions.open_room(alice, name="Table", lifetime="kept", now=NOON)
    return actions.seat(bob, room, now=NOON)


@pytest.fixture
def lounge(db: None) -> Room:
    return actions.open_lounge(NOON)


@pytest.fixture
def admin(db: None) -> Person:
    return make_person("ada", role=Person.Role.ADMIN)


def test_a_ban_removes_and_tells_and_ends_the_right(
    table: Room, alice: Person, bob: Person
) -> None:
    _present(table, bob)
    actions.ban(table, bob.pk, by=alice, now=NOON)

    assert [event.type for event in _events(table)][1:] == ["kick_user", "member_left"]
    own = Event.objects.get(stream__name=f"user:{bob.pk}")
    assert (own.type, own.data["reason"]) == ("removed_from_room", "banned")
    [taken] = Revocation.objects.all()
    assert (taken.stream, taken.reason, taken.close) == (table.stream_name, "banned", None)
    assert not Lease.objects.exists()


def test_it_lasts_until_it_is_lifted(table: Room, alice: Person, bob: Person) -> None:
    actions.ban(table, bob.pk, by=alice, now=NOON)
    later = NOON + timedelta(days=400)
    for attempt in (
        lambda: actions.seat(bob, table, now=later),
        lambda: actions.join(bob, table.pk, now=later),
        lambda: actions.join_by_code(bob, table.code, address="::1", now=later),
    ):
        with pytest.raises(Forbidden, match="banned"):
            attempt()

    actions.lift_ban(table, bob.pk, by=alice, now=later)
    actions.seat(bob, table, now=later)
    assert access.is_member(bob.pk, table)


def test_somebody_who_left_is_kept_out_too(table: Room, alice: Person, bob: Person) -> None:
    actions.leave(bob, table, now=NOON)
    before = _events(table)
    actions.ban(table, bob.pk, by=alice, now=NOON)
    assert _events(table) == before
    with pytest.raises(Forbidden):
        actions.seat(bob, table, now=NOON)


def test_a_kick_on_top_of_a_ban_shortens_nothing(admin: Person, lounge: Room, bob: Person) -> None:
    actions.ban(lounge, bob.pk, by=admin, now=NOON)
    actions.kick(lounge, bob.pk, by=admin, now=NOON)
    assert Bar.objects.get().until is None


def test_lifting_ends_a_kick_early(table: Room, alice: Person, bob: Person) -> None:
    actions.kick(table, bob.pk, by=alice, now=NOON)
    actions.lift_ban(table, bob.pk, by=alice, now=NOON)
    actions.seat(bob, table, now=NOON)


def test_twice_is_once(table: Room, alice: Person, bob: Person) -> None:
    actions.ban(table, bob.pk, by=alice, now=NOON)
    told = _events(table)
    actions.ban(table, bob.pk, by=alice, now=NOON)
    assert (Bar.objects.count(), _events(table)) == (1, told)

    actions.lift_ban(table, bob.pk, by=alice, now=NOON)
    with pytest.raises(NotFound):
        actions.lift_ban(table, bob.pk, by=alice, now=NOON)


def test_whoever_is_banned_from_the_lounge_hears_and_says_nothing_there(
    lounge: Room, admin: Person, bob: Person, charlie: Person
) -> None:
    _present(lounge, bob)
    actions.ban(lounge, bob.pk, by=admin, now=NOON)

    assert [event.type for event in _events(lounge)] == ["kick_user"]
    assert not Lease.objects.exists()
    with pytest.raises(Forbidden, match="banned"):
        access.may_listen(bob.pk, lounge.code, now=NOON)
    rights = posting_rights(
        [(bob.pk, lounge.stream_name), (charlie.pk, lounge.stream_name)], now=NOON
    )
    assert [type(right) for right in rights.values()] == [Forbidden, Room]

    actions.lift_ban(lounge, bob.pk, by=admin, now=NOON)
    assert access.may_listen(bob.pk, lounge.code, now=NOON) == lounge


@pytest.mark.parametrize(
    ("who", "whom", "refusal"),
    [
        ("bob", "alice", Forbidden),
        ("charlie", "bob", Forbidden),
        ("alice", "alice", BadRequest),
        ("alice", "admin", Forbidden),
    ],
)
def test_who_may_not(
    who: str,
    whom: str,
    refusal: type[CafeError],
    table: Room,
    alice: Person,
    bob: Person,
    charlie: Person,
    admin: Person,
) -> None:
    people = {"alice": alice, "bob": bob, "charlie": charlie, "admin": admin}
    actions.seat(admin, table, now=NOON)
    for act in (actions.ban, actions.kick, actions.lift_ban):
        with pytest.raises(refusal):
            act(table, people[whom].pk, by=people[who], now=NOON)
    assert not Bar.objects.exists()


def test_nobody_who_never_was_is_banned(table: Room, alice: Person) -> None:
    with pytest.raises(NotFound):
        actions.ban(table, 2**63, by=alice, now=NOON)


def test_an_admin_bans_an_admin(table: Room, admin: Person) -> None:
    other = make_person("grace", role=Person.Role.ADMIN)
    actions.seat(other, table, now=NOON)
    actions.ban(table, other.pk, by=admin, now=NOON)
    assert not access.is_member(other.pk, table)


def test_each_act_is_in_the_audit_log(table: Room, alice: Person, bob: Person) -> None:
    actions.ban(table, bob.pk, by=alice, now=NOON)
    actions.lift_ban(table, bob.pk, by=alice, now=NOON)
    rows = ModeratorAct.objects.order_by("pk")
    assert list(rows.values_list("actor_name", "verb", "person_name", "place")) == [
        ("alice", "ban", "bob", f"Table ({table.code})"),
        ("alice", "lift ban", "bob", f"Table ({table.code})"),
    ]


@pytest.mark.django_db(transaction=True)
def test_a_ban_and_a_join_at_once_end_outside(table: Room, alice: Person) -> None:
    """Whichever is first: nobody sits in a room that they are banned from."""
    people = [make_person(f"guest{number}") for number in range(8)]
    gate = threading.Barrier(2 * len(people))
    acts = [lambda p=p: actions.seat(p, table, now=NOON) for p in people]
    acts += [lambda p=p: actions.ban(table, p.pk, by=alice, now=NOON) for p in people]
    threads = [threading.Thread(target=_run, args=[act, gate]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert Bar.objects.bans().count() == len(people)
    assert table.memberships.count() == 2


def _run(act: object, gate: threading.Barrier) -> None:
    gate.wait(timeout=30)
    try:
        act()  # type: ignore[operator]
    except Forbidden:
        pass
    finally:
        connection.close()


def _present(room: Room, person: Person) -> None:
    now = clock.real_now()
    Lease.objects.create(
        stream=room.stream_name,
        connection=f"c{person.pk}",
        server="s",
        person=person,
        since=now,
        expires_at=now + timedelta(seconds=60),
    )


def _events(room: Room) -> list[Event]:
    return list(Event.objects.filter(stream=room.stream).order_by("seq"))

"""Opening a room: what it starts with, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import NOON
from virtualcafe.accounts.models import Person
from virtualcafe.lib.errors import BadRequest, Forbidden
from virtualcafe.rooms import actions, codes
from virtualcafe.rooms.models import Room, UsedCode


def test_the_person_hosts_the_room_and_is_its_first_member(alice: Person) -> None:
    room = actions.open_room(alice, name="  Rainy   corner ", subject="Latin", now=NOON)

    assert (room.name, room.subject, room.host) == ("Rainy corner", "Latin", alice)
    assert (room.capacity, room.public, room.lifetime) == (12, True, "temporary")
    assert [member.person for member in room.memberships.all()] == [alice]
    assert room.expires_at == NOON + timedelta(minutes=30)
    assert set(room.code) <= set(codes.ALPHABET)
    assert len(room.code) == 6


def test_a_kept_room_does_not_expire(alice: Person) -> None:
    assert actions.open_room(alice, name="Kept", lifetime="kept", now=NOON).expires_at is None


def test_a_code_is_never_given_out_twice(alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    UsedCode.objects.create(code="AAAAAA")
    drawn = iter("A" * 6 + "B" * 6)
    monkeypatch.setattr(codes.secrets, "choice", lambda letters: next(drawn))

    assert actions.open_room(alice, name="Second", now=NOON).code == "BBBBBB"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "   "),
        ("name", "x" * 81),
        ("name", "nul\x00"),
        ("description", "x" * 501),
        ("subject", "x" * 41),
        ("capacity", 1),
        ("capacity", 1001),
        ("capacity", None),
        ("lifetime", "forever"),
        ("may_start_timer", "nobody"),
        ("public", "maybe"),
    ],
)
def test_a_wrong_field_is_named(alice: Person, field: str, value: object) -> None:
    with pytest.raises(BadRequest) as refusal:
        actions.open_room(alice, now=NOON, **{"name": "Room", field: value})  # type: ignore[arg-type]

    assert list(refusal.value.extra["fields"]) == [field]  # type: ignore[call-overload]
    assert not Room.objects.exists()


def test_the_largest_room_there_may_be(alice: Person) -> None:
    room = actions.open_room(alice, name="x" * 80, description="y" * 500, capacity=1000, now=NOON)
    assert (len(room.name), len(room.description), room.capacity) == (80, 500, 1000)


def test_who_has_yet_to_confirm_their_address_opens_private_rooms_only(
    alice: Person, settings: pytest.FixtureRequest
) -> None:
    settings.CAFE_MAIL = True  # type: ignore[attr-defined]

    with pytest.raises(Forbidden):
        actions.open_room(alice, name="For all", now=NOON)
    assert not actions.open_room(alice, name="For us", public=False, now=NOON).public


def test_there_is_one_lounge_however_often_it_is_opened(db: None) -> None:
    first, again = actions.open_lounge(NOON), actions.open_lounge(NOON + timedelta(days=1))

    assert first == again
    assert (first.host, first.capacity, first.expires_at) == (None, None, None)

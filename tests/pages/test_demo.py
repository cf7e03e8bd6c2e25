"""`bin/cafe demo`: a café to look at, filled once and never over somebody's own."""

from __future__ import annotations

import pytest

from virtualcafe.accounts.models import Person
from virtualcafe.chat.models import Message
from virtualcafe.focus.models import Session
from virtualcafe.lib import clock
from virtualcafe.pages import demo
from virtualcafe.rooms.models import Room

pytestmark = pytest.mark.django_db


def test_an_empty_cafe_is_filled_once() -> None:
    assert demo.fill(now=clock.now())
    assert not demo.fill(now=clock.now())
    assert Person.objects.count() == len(demo.PEOPLE)
    assert Room.objects.filter(is_lounge=False).count() == len(demo.TABLES)
    assert Message.objects.count() >= 5 * len(demo.TABLES)
    assert Session.objects.count() >= 30 * len(demo.PEOPLE)


def test_a_lived_in_cafe_is_left_alone(alice: Person) -> None:
    assert not demo.fill(now=clock.now())
    assert list(Person.objects.all()) == [alice]

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from virtualcafe.accounts.models import Person
from virtualcafe.lib import clock
from virtualcafe.rooms import actions
from virtualcafe.rooms.actions import entering, inviting
from virtualcafe.rooms.models import Room


@pytest.fixture
def clean_cache() -> Iterator[None]:
    """Counters of earlier tests don't reach this one, nor its own the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def private(alice: Person) -> Room:
    """Alice's, in which nobody else sits."""
    return actions.open_room(alice, name="Secret table", public=False, now=clock.now())


@pytest.fixture
def unhurried_asks(clean_cache: None) -> None:
    """Nobody is slowed down by what another test asked."""
    entering._asks.forget()
    inviting._invitations.forget()

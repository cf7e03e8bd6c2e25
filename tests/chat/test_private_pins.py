from __future__ import annotations

import pytest

from tests.chat.private_cast import opened, wrote
from virtualcafe.accounts.models import Person
from virtualcafe.accounts.relations import block
from virtualcafe.chat.actions import pin_message
from virtualcafe.lib import clock
from virtualcafe.lib.errors import Forbidden


def test_who_is_blocked_pins_nothing(alice: Person, bob: Person) -> None:
    message = wrote(alice, opened(alice, bob))
    block(bob, alice, now=clock.now())
    with pytest.raises(Forbidden):
        pin_message(alice, message.pk, on=True, now=clock.now())

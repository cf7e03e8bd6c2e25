"""What the layers above do when an account ends; they fill these in their `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from virtualcafe.accounts.models import Person

#: Called in the transaction that deactivates a person, who may be let in again later.
on_deactivating: list[Callable[[Person], object]] = []

#: Called in the transaction that deletes a person, before their rows go.
on_deleting: list[Callable[[Person], object]] = []

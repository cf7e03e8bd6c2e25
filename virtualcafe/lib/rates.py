"""How often something may be done, by anything that can be counted: a person, an address."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from threading import Lock

#: Keys remembered at once. The longest unseen is forgotten first, which only ever forgives.
MAX_KEYS = 20_000


class Rates:
    """Token buckets, each kept as the moment at which it will be full again (GCRA): one number a
    key, whatever the rate. Safe to share between threads."""

    def __init__(
        self, *, max_keys: int = MAX_KEYS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._full_at: dict[Hashable, float] = {}
        self._max_keys = max_keys
        self._clock = clock
        self._lock = Lock()

    def take(self, key: Hashable, *, amount: int, seconds: float) -> float:
        """Take one of `amount` that come back over `seconds`. Zero: it was there. Otherwise nothing
        was taken and the next comes after so many seconds. An `amount` of 0 lifts the limit."""
        if amount <= 0:
            return 0.0
        now = self._clock()
        each = seconds / amount
        with self._lock:
            full_at = max(self._full_at.pop(key, now), now)
            waits = full_at + each - now - seconds
            allowed = waits <= 1e-9
            self._full_at[key] = full_at + each if allowed else full_at
            if len(self._full_at) > self._max_keys:
                del self._full_at[next(iter(self._full_at))]
        return 0.0 if allowed else waits

    def forget(self) -> None:
        """Start anew, as after a restart."""
        with self._lock:
            self._full_at.clear()

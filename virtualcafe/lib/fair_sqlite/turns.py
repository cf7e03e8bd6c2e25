"""A lock that is handed over in the order it was asked for."""

from __future__ import annotations

import threading
from collections import deque


class Turns:
    """SQLite's own busy handler sleeps and tries again, so beside a hot batch a lone small write
    starved for two seconds. Here each writer waits for as many batches as stand before it."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._taken = False
        self._line: deque[threading.Event] = deque()

    def take(self, *, timeout: float) -> bool:
        """Wait for the turn, at most `timeout` seconds; False when it did not come."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            mine = threading.Event()
            self._line.append(mine)
        if mine.wait(timeout):
            return True
        return self._step_out(mine)

    def give_back(self) -> None:
        with self._guard:
            if self._line:
                self._line.popleft().set()
            else:
                self._taken = False

    def _step_out(self, mine: threading.Event) -> bool:
        """Out of patience. The turn may have come between the wait and here: then it is ours."""
        with self._guard:
            if mine.is_set():
                return True
            self._line.remove(mine)
            return False

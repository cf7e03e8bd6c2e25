"""The backend itself: every write of the process, in a transaction or alone, takes its turn."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from virtualcafe.lib.fair_sqlite.turns import Turns

#: A process has one SQLite database, so one line of writers.
turns = Turns()
PATIENCE_SECONDS = 20
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def _take_turn() -> None:
    if not turns.take(timeout=PATIENCE_SECONDS):
        raise OperationalError(f"database is locked: no turn to write in {PATIENCE_SECONDS} s")


class DatabaseWrapper(base.DatabaseWrapper):
    _has_turn = False

    def create_cursor(self, name: str | None = None) -> sqlite3.Cursor:
        return self.connection.cursor(factory=TurnTakingCursor)  # type: ignore[no-any-return]

    def _start_transaction_under_autocommit(self) -> None:
        _take_turn()
        self._has_turn = True
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _end_turn(self) -> None:
        if self._has_turn:
            self._has_turn = False
            turns.give_back()


class TurnTakingCursor(base.SQLiteCursorWrapper):
    """Outside a transaction a single writing statement is one of its own."""

    def execute(self, query: str, params: Any = None) -> Any:
        if self.connection.in_transaction or not query.lstrip()[:7].upper().startswith(_WRITES):
            return super().execute(query, params)
        _take_turn()
        try:
            return super().execute(query, params)
        finally:
            turns.give_back()

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        if self.connection.in_transaction:
            return super().executemany(query, param_list)
        _take_turn()
        try:
            return super().executemany(query, param_list)
        finally:
            turns.give_back()

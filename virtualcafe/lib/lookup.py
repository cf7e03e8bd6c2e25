"""Rows by one statement that is compiled once, for the path of every message.

A queryset spends 150 µs on being built and compiled, five of them most of what a lone message
costs. What can be asked is little: the columns of rows whose fields are among some values."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache, partial
from typing import Any

import msgspec
from django.db import DEFAULT_DB_ALIAS, connections, models

from virtualcafe.lib.bulk import Fields, field_of, names_of, prepared, quoted

Converter = Callable[[Any], Any]


def rows(
    model: type[models.Model],
    fields: Fields,
    *,
    locked: bool = False,
    **among: Collection[Any],
) -> list[tuple[Any, ...]]:
    """`fields` of the rows in which each field of `among` has one of its values.

    With `locked`, which needs a transaction: in the order of their ids, and nobody else changes
    them before it ends. SQLite's transactions are alone anyway.
    """
    if not all(among.values()):
        return []
    connection = connections[DEFAULT_DB_ALIAS]
    values: list[Any] = [list(prepared(model, name, of, connection)) for name, of in among.items()]
    if connection.vendor == "sqlite":
        # One value however many there are: SQLite keeps a hundred statements of each connection,
        # and one with a thousand places takes a tenth of a megabyte.
        values = [msgspec.json.encode(of).decode() for of in values]
    statement = _statement(model, fields, tuple(among), locked=locked)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found = cursor.fetchall()
    return _converted(found, _converters(model, fields))


@lru_cache
def _statement(
    model: type[models.Model], fields: Fields, among: tuple[str, ...], *, locked: bool
) -> str:
    native = connections[DEFAULT_DB_ALIAS].vendor == "postgresql"
    one_of = "= ANY(%s)" if native else "IN (SELECT value FROM json_each(%s))"
    tests = " AND ".join(f"{quoted(field_of(model, name).column or '')} {one_of}" for name in among)
    statement = (
        f"SELECT {names_of(model, fields)} FROM {quoted(model._meta.db_table)} WHERE {tests}"
    )
    return statement + (" ORDER BY id FOR NO KEY UPDATE" if locked and native else "")


@lru_cache
def _converters(model: type[models.Model], fields: Fields) -> dict[int, list[Converter]]:
    """By column, what makes the database's value Python's; most need nothing."""
    connection = connections[DEFAULT_DB_ALIAS]
    found: dict[int, list[Converter]] = {}
    for place, name in enumerate(fields):
        column = field_of(model, name).get_col(model._meta.db_table)
        makers = connection.ops.get_db_converters(column) + column.get_db_converters(connection)
        if makers:
            found[place] = [partial(_call, make, column) for make in makers]
    return found


def _call(make: Callable[..., Any], column: Any, value: Any) -> Any:
    return make(value, column, connections[DEFAULT_DB_ALIAS])


def _converted(
    found: list[tuple[Any, ...]], converters: dict[int, list[Converter]]
) -> list[tuple[Any, ...]]:
    if not converters:
        return found
    made = [list(row) for row in found]
    for place, makers in converters.items():
        for row in made:
            for make in makers:
                row[place] = make(row[place])
    return [tuple(row) for row in made]

"""Rows by one statement that is compiled once, for the path of every message.

A queryset spends 150 µs on being built and compiled, five of them most of what a lone message
costs. What can be asked is little: the columns of rows whose fields are among some values."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from virtualcafe.lib.bulk import Fields, field_of, names_of, prepared, quoted

Converter = Callable[[Any], Any]
Row = tuple[Any, ...]
T = TypeVar("T")


class Question(NamedTuple):
    """`fields` of the rows in which each field of `among` has one of its values.

    `room__code` asks for a field of what a foreign key points to. With `locked`, which needs a
    transaction: in the order of their ids, and nobody else changes them before it ends. SQLite's
    transactions are alone anyway.
    """

    model: type[models.Model]
    fields: Fields
    among: Mapping[str, Collection[Any]]
    locked: bool = False

    @property
    def finds_nothing(self) -> bool:
        return not all(self.among.values())

    @property
    def statement(self) -> str:
        return _statement(self.model, self.fields, tuple(self.among), locked=self.locked)

    def values(self, connection: BaseDatabaseWrapper) -> list[Any]:
        values: list[Any] = [
            list(prepared(*_asked_of(self.model, name), of, connection))
            for name, of in self.among.items()
        ]
        return [_in_one(of) for of in values] if connection.vendor == "sqlite" else values


class Unused(NamedTuple):
    """So many primary keys that no row has, in ascending order, for rows that this transaction is
    about to write. SQLite's transactions are alone: there they are those after the last."""

    model: type[models.Model]
    many: int
    fields: Fields = ("id",)

    @property
    def finds_nothing(self) -> bool:
        return self.many == 0

    @property
    def statement(self) -> str:
        return _unused(self.model)

    def values(self, connection: BaseDatabaseWrapper) -> list[Any]:
        wanted = list(range(1, self.many + 1))
        return [_in_one(wanted) if connection.vendor == "sqlite" else self.many]


class Inquiry(NamedTuple, Generic[T]):
    """What has to be asked, and what is made of the rows that each question found."""

    questions: Sequence[Question | Unused]
    made: Callable[[list[list[Row]]], T]


def rows(
    model: type[models.Model],
    fields: Fields,
    *,
    locked: bool = False,
    **among: Collection[Any],
) -> list[Row]:
    return rows_of_all([Question(model, fields, among, locked)])[0]


def answer(inquiry: Inquiry[T]) -> T:
    return inquiry.made(rows_of_all(inquiry.questions))


def together(*inquiries: Inquiry[Any]) -> list[Any]:
    """The answers to all, in their order, asked as `rows_of_all` does."""
    found = iter(rows_of_all([each for inquiry in inquiries for each in inquiry.questions]))
    return [inquiry.made([next(found) for _ in inquiry.questions]) for inquiry in inquiries]


def rows_of_all(questions: Sequence[Question | Unused]) -> list[list[Row]]:
    """What each question finds, in their order. PostgreSQL is asked all of them in one round trip,
    which costs as much as most of the questions."""
    asked = [question for question in questions if not question.finds_nothing]
    found = iter(_found(asked, connections[DEFAULT_DB_ALIAS]) if asked else [])
    return [[] if question.finds_nothing else next(found) for question in questions]


def _found(asked: list[Question | Unused], connection: BaseDatabaseWrapper) -> list[list[Row]]:
    in_one = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if in_one:
            statements = "; ".join(question.statement for question in asked)
            cursor.execute(statements, [v for each in asked for v in each.values(connection)])
        found: list[list[Row]] = []
        for place, question in enumerate(asked):
            if not in_one:
                cursor.execute(question.statement, question.values(connection))
            elif place:
                cursor.nextset()
            raw = cursor.fetchall()
            found.append(_converted(raw, _converters(question.model, question.fields)))
    return found


def _in_one(values: Sequence[Any]) -> str:
    """One value however many there are: SQLite keeps a hundred statements of each connection, and
    one with a thousand places takes a tenth of a megabyte."""
    return msgspec.json.encode(values).decode()


def _asked_of(model: type[models.Model], name: str) -> tuple[type[models.Model], str]:
    key, _, field = name.partition("__")
    return (_pointed_to(model, key), field) if field else (model, key)


def _pointed_to(model: type[models.Model], key: str) -> type[models.Model]:
    related = field_of(model, key).related_model
    assert isinstance(related, type)
    return related


@lru_cache
def _statement(
    model: type[models.Model], fields: Fields, among: tuple[str, ...], *, locked: bool
) -> str:
    tests = " AND ".join(_test(model, name) for name in among)
    statement = (
        f"SELECT {names_of(model, fields)} FROM {quoted(model._meta.db_table)} WHERE {tests}"
    )
    native = connections[DEFAULT_DB_ALIAS].vendor == "postgresql"
    return statement + (" ORDER BY id FOR NO KEY UPDATE" if locked and native else "")


@lru_cache
def _unused(model: type[models.Model]) -> str:
    table = model._meta.db_table
    if connections[DEFAULT_DB_ALIAS].vendor == "postgresql":
        sequence = f"pg_get_serial_sequence('{quoted(table)}', 'id')::regclass AS name OFFSET 0"
        return f"SELECT nextval(name) FROM (SELECT {sequence}) sequence, generate_series(1, %s)"
    last = f"coalesce((SELECT seq FROM sqlite_sequence WHERE name = '{table}'), 0)"
    return f"SELECT {last} + value FROM json_each(%s)"


def _test(model: type[models.Model], name: str) -> str:
    key, _, field = name.partition("__")
    column = quoted(field_of(model, key).column or "")
    if field:
        there = _pointed_to(model, key)
        table = quoted(there._meta.db_table)
        return f"{column} IN (SELECT id FROM {table} WHERE {_test(there, field)})"
    native = connections[DEFAULT_DB_ALIAS].vendor == "postgresql"
    return f"{column} " + ("= ANY(%s)" if native else "IN (SELECT value FROM json_each(%s))")


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

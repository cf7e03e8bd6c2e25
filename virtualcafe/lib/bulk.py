"""Many rows by one statement, for the path of every message.

`bulk_create` spends 35 µs a row on model instances and on compiling each value; this spends 5.
Nothing else than INSERT happens: no defaults, no signals, no instances."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

Rows = Sequence[Sequence[Any]]
Fields = tuple[str, ...]
Statement = tuple[str, list[Any]]

#: Rows of one statement; SQLite takes 32,766 values in one.
CHUNK = 1_000
#: Fields whose values every driver takes as they are.
_PLAIN = (models.IntegerField, models.CharField, models.TextField, models.ForeignKey)


def insert_new(model: type[models.Model], fields: Fields, rows: Rows) -> None:
    """Insert `rows` as `inserting` does; one that would break a unique rule is left out."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        for statement, values in inserting(model, fields, rows):
            cursor.execute(f"{statement} ON CONFLICT DO NOTHING", values)


def upsert(model: type[models.Model], fields: Fields, rows: Rows, *, key: Fields) -> None:
    """Insert `rows`; one whose `key` is there already takes over the other fields."""
    columns = [quoted(field_of(model, name).column or "") for name in fields if name not in key]
    values = ", ".join(f"{column} = excluded.{column}" for column in columns)
    there = f" ON CONFLICT ({names_of(model, key)}) DO UPDATE SET {values}"
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        for statement, prepared_values in inserting(model, fields, rows):
            cursor.execute(statement + there, prepared_values)


def inserting(model: type[models.Model], fields: Fields, rows: Rows) -> Iterator[Statement]:
    """The statements that insert `rows`, each with a value for each of `fields`. A foreign key is
    given as the number it holds."""
    connection = connections[DEFAULT_DB_ALIAS]
    bound = _as_records if connection.vendor == "postgresql" else _as_values
    for start in range(0, len(rows), CHUNK):
        yield bound(model, fields, rows[start : start + CHUNK], connection)


def run(statements: Iterable[Statement]) -> None:
    """In their order; PostgreSQL gets all of them in one round trip."""
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            texts, values = zip(*statements, strict=True)
            cursor.execute("; ".join(texts), [value for each in values for value in each])
        else:
            for text, value in statements:
                cursor.execute(text, value)


def _as_values(
    model: type[models.Model], fields: Fields, rows: Rows, connection: BaseDatabaseWrapper
) -> Statement:
    columns = zip(fields, zip(*rows, strict=True), strict=True)
    ready = [prepared(model, name, column, connection) for name, column in columns]
    values = [value for row in zip(*ready, strict=True) for value in row]
    return _values_statement(model, fields, len(rows)), values


def _as_records(
    model: type[models.Model], fields: Fields, rows: Rows, connection: BaseDatabaseWrapper
) -> Statement:
    """All rows as one JSON value: psycopg binds in Python, 2 µs for each of hundreds."""
    of = [field_of(model, name) for name in fields]
    names = [field.column for field in of]
    records = [dict(zip(names, row, strict=True)) for row in rows]
    for name in (field.column for field in of if isinstance(field, models.BinaryField)):
        for record in records:
            record[name] = f"\\x{record[name].hex()}"
    return _records_statement(model, fields), [msgspec.json.encode(records).decode()]


def prepared(
    model: type[models.Model], name: str, column: Iterable[Any], connection: BaseDatabaseWrapper
) -> Iterable[Any]:
    field = field_of(model, name)
    if isinstance(field, _PLAIN):
        return column
    if isinstance(field, models.DateTimeField):
        once = {value: field.get_db_prep_save(value, connection) for value in set(column)}
        return [once[value] for value in column]
    if isinstance(field, models.JSONField):
        return [msgspec.json.encode(value).decode() for value in column]
    return [field.get_db_prep_save(value, connection) for value in column]


@lru_cache(maxsize=256)
def _values_statement(model: type[models.Model], fields: Fields, rows: int) -> str:
    row = "(" + ", ".join(["%s"] * len(fields)) + ")"
    return f"{_into(model, fields)} VALUES " + ", ".join([row] * rows)


@lru_cache
def _records_statement(model: type[models.Model], fields: Fields) -> str:
    table = quoted(model._meta.db_table)
    records = f"json_populate_recordset(NULL::{table}, %s::json)"
    return f"{_into(model, fields)} SELECT {names_of(model, fields)} FROM {records}"


def _into(model: type[models.Model], fields: Fields) -> str:
    return f"INSERT INTO {quoted(model._meta.db_table)} ({names_of(model, fields)})"


def names_of(model: type[models.Model], fields: Fields) -> str:
    return ", ".join(quoted(field_of(model, name).column or "") for name in fields)


def quoted(name: str) -> str:
    return connections[DEFAULT_DB_ALIAS].ops.quote_name(name)


def field_of(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field

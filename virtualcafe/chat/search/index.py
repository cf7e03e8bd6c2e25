"""Which messages hold which words: a full-text table of SQLite, a GIN index of PostgreSQL.

It is written in the transaction of the message, so a search is right at once. Besides its words a
message has marks, of its stream and its sender: the index itself narrows a search to what a person
may read, however much others have said. Where a message's row goes, a trigger takes these along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec
from django.db import connection as default
from django.db.backends.base.base import BaseDatabaseWrapper

from virtualcafe.chat.search.words import words
from virtualcafe.lib import bulk

TABLE = "chat_words"

_CREATE_IN_SQLITE = (
    # Words come ready and parted by spaces: everything but a space belongs to one.
    f"""CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5(
        marks, words, columnsize = 0,
        tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* S* P* C*'"
    )""",
    f"""CREATE TRIGGER IF NOT EXISTS {TABLE}_gone AFTER DELETE ON chat_message BEGIN
        DELETE FROM {TABLE} WHERE rowid = old.id;
    END""",
)
_CREATE_IN_POSTGRESQL = (
    f"""CREATE TABLE IF NOT EXISTS {TABLE} (
        message_id bigint PRIMARY KEY, words tsvector NOT NULL
    )""",
    f"CREATE INDEX IF NOT EXISTS {TABLE}_gin ON {TABLE} USING gin (words)",
    f"""CREATE OR REPLACE FUNCTION {TABLE}_forget() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'TRUNCATE' THEN
            TRUNCATE {TABLE};
        ELSE
            DELETE FROM {TABLE} USING gone WHERE message_id = gone.id;
        END IF;
        RETURN NULL;
    END $$""",
    f"""CREATE OR REPLACE TRIGGER {TABLE}_gone AFTER DELETE ON chat_message
        REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_forget()""",
    f"""CREATE OR REPLACE TRIGGER {TABLE}_emptied AFTER TRUNCATE ON chat_message
        FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_forget()""",
)
_DROP_IN_SQLITE = (f"DROP TRIGGER IF EXISTS {TABLE}_gone", f"DROP TABLE IF EXISTS {TABLE}")
_DROP_IN_POSTGRESQL = (
    f"DROP FUNCTION IF EXISTS {TABLE}_forget CASCADE",
    f"DROP TABLE IF EXISTS {TABLE}",
)
_ADD_IN_SQLITE = f"""INSERT INTO {TABLE} (rowid, marks, words)
    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
    FROM json_each(%s)"""
_ADD_IN_POSTGRESQL = f"""INSERT INTO {TABLE} (message_id, words)
    SELECT (value ->> 0)::bigint, (value ->> 1)::tsvector FROM json_array_elements(%s::json)"""


class Entry(NamedTuple):
    """What the index needs of a message."""

    message_id: int
    stream_id: int
    sender_id: int
    content: str


def create(connection: BaseDatabaseWrapper) -> None:
    """Whatever of the index is missing."""
    is_sqlite = connection.vendor == "sqlite"
    _execute(connection, _CREATE_IN_SQLITE if is_sqlite else _CREATE_IN_POSTGRESQL)


def drop(connection: BaseDatabaseWrapper) -> None:
    is_sqlite = connection.vendor == "sqlite"
    _execute(connection, _DROP_IN_SQLITE if is_sqlite else _DROP_IN_POSTGRESQL)


def keep(*, using: str, **_: Any) -> None:
    """After migrations: SQLite alters a table by making it anew, which loses its triggers."""
    from django.db import connections

    if "chat_message" in connections[using].introspection.table_names():
        create(connections[using])


def adding(entries: Iterable[Entry]) -> Iterator[bulk.Statement]:
    """The statement that adds these messages; none where they have no words."""
    is_sqlite = default.vendor == "sqlite"
    rows = [_sqlite_row(entry) if is_sqlite else _postgresql_row(entry) for entry in entries]
    if rows:
        statement = _ADD_IN_SQLITE if is_sqlite else _ADD_IN_POSTGRESQL
        yield statement, [msgspec.json.encode(rows).decode()]


def replace(entry: Entry) -> None:
    """The message says something else now."""
    remove(entry.message_id)
    bulk.run(adding([entry]))


def remove(message_id: int) -> None:
    key = "rowid" if default.vendor == "sqlite" else "message_id"
    with default.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE {key} = %s", [message_id])


def stream_mark(stream_id: int) -> str:
    return f"S{stream_id}"


def sender_mark(person_id: int) -> str:
    return f"F{person_id}"


def _execute(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite_row(entry: Entry) -> tuple[int, str, str]:
    marks = f"{stream_mark(entry.stream_id)} {sender_mark(entry.sender_id)}"
    return entry.message_id, marks, " ".join(words(entry.content))


def _postgresql_row(entry: Entry) -> tuple[int, str]:
    """Words are in lower case, so marks are none of them."""
    numbered = (f"'{word}':{at}" for at, word in enumerate(words(entry.content), start=1))
    marks = (stream_mark(entry.stream_id), sender_mark(entry.sender_id))
    return entry.message_id, " ".join([*marks, *numbered])

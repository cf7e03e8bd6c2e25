"""Finding messages by their words, alike in SQLite and PostgreSQL: what a word is is decided here,
and the databases only keep and find words (see `words`)."""

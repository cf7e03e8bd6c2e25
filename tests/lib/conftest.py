"""What is about SQLite's writers has nothing to show on PostgreSQL, which locks rows."""

import os

collect_ignore = ["test_fair_sqlite.py"] if os.environ.get("DATABASE_URL") else []

"""Django's SQLite backend with fair turns for the writers of one process."""

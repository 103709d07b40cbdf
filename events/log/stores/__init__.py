"""Where lines are kept: the library's application, SQLite and PostgreSQL."""

"""One schema for SQLite and PostgreSQL; reports, claims and judgements are appended."""

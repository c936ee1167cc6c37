"""What differs between SQLite and PostgreSQL, all of it: engines, locks, search, errors.

A store has many readers and one writer at a time on either engine. A writer takes its lock when
its transaction begins, so that a batch waits at the door and never fails half-way.
"""

from __future__ import annotations

import os
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import QueuePool

from vedette.errors import BadStoreError, StoreBusy, StoreFull, VedetteError
from vedette.store.address import Place
from vedette.store.tables import report

BUSY_SECONDS = 10.0
_SHORT_WAIT_MS = 250
# FULL: one fsync per batch buys that a power cut loses nothing that was reported as stored.
# secure_delete: what is forgotten is overwritten with zeros.
PRAGMAS: dict[str, str | int] = {"foreign_keys": "ON", "cache_size": -16000}
# A server has a connection for each request at once, and the operating system caches for all.
LEAN = {"cache_size": -1000}
WRITER_PRAGMAS: dict[str, str | int] = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "secure_delete": "ON",
}
_LOCK_KEY = 0x76656465  # any constant: all Vedette writers of one database share it
MAX_QUERY_PARTS = 64
SNIPPET_WORDS = 24
# A tsvector holds at most one megabyte; no report that passes the reader comes near it.
_SEARCHED_LETTERS = 500_000

_MAKE_FTS5 = (
    "CREATE VIRTUAL TABLE search USING fts5(headline, text, content='report',"
    " content_rowid='no', tokenize='porter unicode61 remove_diacritics 2')"
)
_ON_INSERT = (
    "CREATE TRIGGER report_found AFTER INSERT ON report BEGIN"
    " INSERT INTO search(rowid, headline, text) VALUES (new.no, new.headline, new.text); END"
)
_ON_DELETE = (
    "CREATE TRIGGER report_lost AFTER DELETE ON report BEGIN"
    " INSERT INTO search(search, rowid, headline, text)"
    " VALUES ('delete', old.no, old.headline, old.text); END"
)
_MAKE_TSVECTOR = (
    "ALTER TABLE report ADD COLUMN search tsvector GENERATED ALWAYS AS"
    " (to_tsvector('english', coalesce(headline, '') || ' ' ||"
    f" left(text, {_SEARCHED_LETTERS}))) STORED"
)
_MAKE_GIN = "CREATE INDEX report_search ON report USING gin (search)"
SEARCH_DDL = {
    "sqlite": (_MAKE_FTS5, _ON_INSERT, _ON_DELETE),
    "postgresql": (_MAKE_TSVECTOR, _MAKE_GIN),
}


# ---- engines -----------------------------------------------------------------------------------


def make_engine(place: Place, *, read_only: bool, lean: bool = False) -> Engine:
    """Return an engine for a checked place; nothing is opened yet.

    `lean` connections take little memory, where there are many.
    """
    if place.path is None:
        return _postgresql_engine(place, read_only=read_only)
    path = place.path
    engine = sa.create_engine(
        "sqlite+pysqlite://",
        creator=lambda: _connect(path, read_only=read_only, lean=lean),
        poolclass=QueuePool,
        max_overflow=-1,  # every open view holds a connection
    )
    event.listen(engine, "begin", _begin)
    return engine


def _connect(path: Path, *, read_only: bool, lean: bool) -> sqlite3.Connection:
    mode = "rwc"
    if read_only:
        # Reading a write-ahead log needs a writable folder; without one, and without a log,
        # nobody can be writing either.
        resting = not Path(f"{path}-wal").exists() and not os.access(path.parent, os.W_OK)
        mode = "ro&immutable=1" if resting else "ro"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,  # BEGIN is said by _begin, also for reading
        check_same_thread=False,
    )
    more = {} if read_only else WRITER_PRAGMAS
    for name, value in {**PRAGMAS, **more, **(LEAN if lean else {})}.items():
        connection.execute(f"PRAGMA {name} = {value}")
    return connection


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("vedette_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql_engine(place: Place, *, read_only: bool) -> Engine:
    options = {"postgresql_readonly": True} if read_only else {}
    try:
        return sa.create_engine(
            place.url,
            isolation_level="REPEATABLE READ",  # a view is one picture
            execution_options=options,
        )
    except ModuleNotFoundError as error:
        raise BadStoreError(
            "a PostgreSQL store needs psycopg",
            where=place.shown,
            next_step='Install it: pip install "psycopg[binary]"',
        ) from error


def writing_options(engine: Engine) -> dict[str, Any]:
    """Return the execution options of a connection that writes."""
    if engine.dialect.name == "postgresql":
        # What was committed while this writer waited for its lock must be seen behind it.
        return {"isolation_level": "READ COMMITTED"}
    return {"vedette_writes": True}


def lock_for_writing(connection: Connection) -> None:
    """Wait until this transaction is the store's only writer."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK_KEY)))


def scrub_index(connection: Connection) -> None:
    """Make the full-text index forget the words of deleted reports."""
    if connection.dialect.name == "sqlite":
        # A deletion only marks words as gone until index segments are merged.
        connection.exec_driver_sql("INSERT INTO search(search) VALUES ('optimize')")


def scrub_log(engine: Engine) -> None:
    """Empty the write-ahead log, which still holds the pages as they were."""
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        try:
            # No long wait for readers: whoever closes the store last empties the log anyway.
            raw.cursor().execute(f"PRAGMA busy_timeout = {_SHORT_WAIT_MS}")
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raw.cursor().execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
        finally:
            raw.close()


# ---- full-text search --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Search:
    """Hold the parts of a search over `report`; `index` is enough to count."""

    source: Any
    index: Any
    condition: Any
    snippet: Any
    order: Any


_PART = re.compile(r'"([^"]*)"|([^\s"]+)')
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\0": " "})


def query_parts(query: str) -> list[str]:
    """Split what a user typed into words and quoted phrases, at most 64; none is syntax."""
    found = _PART.findall(query.translate(_QUOTES))
    parts = [phrase or word for phrase, word in found]
    return [part for part in parts if any(map(str.isalnum, part))][:MAX_QUERY_PARTS]


def search(dialect: str, parts: list[str], *, any_part: bool = False) -> Search:
    """Return the search for reports that hold all these words and phrases, or any of them."""
    if dialect == "postgresql":
        return _search_tsvector(parts, "||" if any_part else "&&")
    return _search_fts5(parts, " OR " if any_part else " ")


def _search_fts5(parts: list[str], joint: str) -> Search:
    index = sa.table("search", sa.column("rowid"))
    quoted = joint.join('"' + part.replace('"', '""') + '"' for part in parts)
    return Search(
        report.join(index, index.c.rowid == report.c.no),
        index,
        sa.text("search MATCH :words").bindparams(words=quoted),
        sa.literal_column(f"snippet(search, -1, '', '', '…', {SNIPPET_WORDS})", sa.Text),
        sa.literal_column("search.rank"),
    )


def _search_tsvector(parts: list[str], joint: str) -> Search:
    query: Any = sa.func.phraseto_tsquery("english", parts[0])
    for part in parts[1:]:
        query = query.op(joint)(sa.func.phraseto_tsquery("english", part))
    column: Any = sa.literal_column("report.search")
    shape = f'StartSel="",StopSel="",MaxWords={SNIPPET_WORDS},MinWords={SNIPPET_WORDS // 2}'
    return Search(
        report,
        report,
        column.op("@@")(query),
        sa.func.ts_headline("english", report.c.text, query, shape, type_=sa.Text),
        sa.func.ts_rank_cd(column, query).desc(),
    )


# ---- errors ------------------------------------------------------------------------------------

_FULL = ("SQLITE_FULL", "53100")
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40P01", "40001")
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR", "XX001", "XX002")
_CLOSED = ("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH", "25006", "42501")
_AWAY = ("SQLITE_CANTOPEN", "08", "28", "3D000", "57P")


def explain(error: sa.exc.DBAPIError, where: str) -> VedetteError | None:
    """Return what an engine's error means to a user, None for a fault of ours."""
    code = _code(error.orig)
    if code.startswith(_FULL):
        return StoreFull(
            "no room on the disk; everything stored so far stays",
            where=where,
            next_step="Free some room and run the same command again: it goes on from there.",
        )
    if code.startswith(_BUSY):
        return StoreBusy(
            "another program is writing to the store",
            where=where,
            next_step="Wait until it is done and run the same command again.",
        )
    if code.startswith(_DAMAGED):
        step = "Restore a copy, or ingest the reports again into a new store."
        return BadStoreError("the store is damaged", where=where, next_step=step)
    if code.startswith(_CLOSED):
        step = "Copy the store to a place of your own, or give another one."
        return BadStoreError("the store cannot be written", where=where, next_step=step)
    if code.startswith(_AWAY):
        step = "Check the address and your rights there."
        return BadStoreError("the store cannot be opened", where=where, next_step=step)
    return None


def _code(error: BaseException | None) -> str:
    name = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None)
    if name is None and "connection" in str(error).lower():
        return "08000"  # psycopg gives no state when it never reached a server
    return str(name or "")

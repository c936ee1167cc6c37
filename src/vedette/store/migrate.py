"""The version of a store: making a new one, bringing an old one up, refusing a newer one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from vedette.errors import BadStoreError
from vedette.store import dialect
from vedette.store.address import Place

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent / "migrations"
VERSION_TABLE = "vedette_version"
# Listed here so that opening a store that is up to date need not load Alembic (0.1 s).
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")


def prepare(engine: Engine, place: Place, *, read_only: bool) -> None:
    """Bring the store to the code's version; raises BadStoreError where that cannot be."""
    with engine.connect() as connection:
        revision = _revision(connection, place)
    if revision == REVISIONS[-1]:
        return
    if revision is not None and revision not in REVISIONS:
        raise BadStoreError(
            f"was written by a newer Vedette (store version {revision})",
            where=place.shown,
            next_step="Upgrade: pip install --upgrade vedette",
        )
    if read_only:
        state = "holds nothing yet" if revision is None else "is of an older version"
        raise BadStoreError(
            state, where=place.shown, next_step=f"Run: vedette ingest PATH --store {place.shown}"
        )
    options = dialect.writing_options(engine)
    with engine.connect().execution_options(**options) as connection, connection.begin():
        dialect.lock_for_writing(connection)
        if _revision(connection, place) == revision:  # nobody else was quicker
            upgrade(connection)


def _revision(connection: Connection, place: Place) -> str | None:
    tables = sa.inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        statement = sa.select(sa.column("version_num", sa.Text)).select_from(
            sa.table(VERSION_TABLE)
        )
        return connection.execute(statement).scalar()
    if tables:
        raise BadStoreError(
            "is a database of something else",
            where=place.shown,
            next_step="Give another name for the store.",
        )
    return None


def upgrade(connection: Connection) -> None:
    """Run the missing migrations inside the caller's transaction."""
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def write_ddl(name: str, output: TextIO) -> None:
    """Write the statements that make a new store on this dialect, without an engine."""
    from alembic import command

    config = _config()
    config.output_buffer = output
    config.attributes["dialect"] = name
    command.upgrade(config, "head", sql=True)


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config

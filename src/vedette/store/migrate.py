"""The version of a store: making a new one, bringing an old one up, refusing a newer one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from vedette.errors import BadStoreError
from vedette.store import dialect
from vedette.store.address import Place, check_writable

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent / "migrations"
VERSION_TABLE = "vedette_version"
# Listed here so that opening a store that is up to date need not load Alembic (0.1 s).
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")


def prepare(engine: Engine, place: Place, *, read_only: bool) -> None:
    """Bring the store to the code's version; raises BadStoreError where that cannot be.

    An older store is brought up even for reading only: nothing that it holds changes, and who has
    no report to ingest could not read it otherwise.
    """
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
    if read_only and revision is None:
        raise BadStoreError(
            "holds nothing yet",
            where=place.shown,
            next_step=f"Run: vedette ingest PATH --store {place.shown}",
        )
    if read_only:
        _bring_up(place, revision)
    else:
        _upgrade_alone(engine, place, revision)


def _bring_up(place: Place, revision: str | None) -> None:
    """Bring a store up to date that is being opened for reading."""
    writer = None
    try:
        check_writable(place)
        writer = dialect.make_engine(place, read_only=False)
        _upgrade_alone(writer, place, revision)
    except BadStoreError as error:
        raise _unable(error, place) from error
    except sa.exc.DBAPIError as error:
        ours = dialect.explain(error, place.shown)
        if not isinstance(ours, BadStoreError):
            raise  # busy or full: whoever opened it says so
        raise _unable(ours, place) from error
    finally:
        if writer is not None:
            writer.dispose()


def _unable(error: BadStoreError, place: Place) -> BadStoreError:
    return BadStoreError(
        f"is of an older version and has to be brought up to date, but {error.what}",
        where=place.shown,
        next_step=error.next_step,
    )


def _upgrade_alone(engine: Engine, place: Place, revision: str | None) -> None:
    """Run the missing migrations in one transaction, unless another program was quicker."""
    options = dialect.writing_options(engine)
    with engine.connect().execution_options(**options) as connection, connection.begin():
        dialect.lock_for_writing(connection)
        if _revision(connection, place) == revision:
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

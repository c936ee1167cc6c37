"""The store: the one door to reading and writing what is known."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Self
from weakref import WeakSet

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from vedette.errors import BadStoreError
from vedette.model import Analysis, Judgement, Publisher, Receipt, Report, codec
from vedette.store import decisions, dialect, imports, intake
from vedette.store.access import Access
from vedette.store.address import Place, find_place, hold
from vedette.store.columns import Keeper
from vedette.store.gists import Gists
from vedette.store.links import Links
from vedette.store.migrate import prepare
from vedette.store.picture import By, Mark, Picture
from vedette.store.prints import Kept
from vedette.store.rows import stages_digest, stamp
from vedette.store.saved import Saved
from vedette.store.tables import receipt, tombstone
from vedette.store.view import View


@dataclass(frozen=True, slots=True)
class Tombstone:
    """Hold what is left of a forgotten report: its id, why, and when (UTC, as text)."""

    report_id: str
    reason: str
    forgotten_at: str


def open_store(address: str, *, read_only: bool = False, in_memory: bool = False) -> Store:
    """Open the store at a path, a `sqlite:///` or a `postgresql://` address.

    Makes the store where there is none, unless `read_only`, and brings an older one up to date.
    With `in_memory`, what is asked again and again is answered from columns that are read once.
    Raises BadStoreError, StoreBusy or StoreFull.
    """
    place = find_place(address, read_only=read_only)
    engine = dialect.make_engine(place, read_only=read_only, lean=in_memory)
    try:
        with _guard(place):
            prepare(engine, place, read_only=read_only)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, place, read_only=read_only, keeper=Keeper() if in_memory else None)


@contextmanager
def _guard(place: Place) -> Iterator[None]:
    try:
        yield
    except sa.exc.DBAPIError as error:
        ours = dialect.explain(error, place.shown)
        if ours is None:
            raise
        raise ours from error


class Store:
    """Add, forget and view; every writing method is one transaction, whole or not at all."""

    def __init__(
        self, engine: Engine, place: Place, *, read_only: bool, keeper: Keeper | None = None
    ) -> None:
        self._keeper = keeper
        self._engine = engine
        self._place = place
        self._read_only = read_only
        self._let_go = hold(place)
        self._views: WeakSet[View] = WeakSet()
        self._prints = Kept()

    @property
    def address(self) -> str:
        """Return where the store is, as it may be printed."""
        return self._place.shown

    def close(self) -> None:
        """Close the store and all its views."""
        for view in list(self._views):
            view.close()
        self._engine.dispose()
        let_go, self._let_go = self._let_go, lambda: None
        let_go()

    def let_go(self) -> None:
        """Free the connections that an interrupted call may have left inside a transaction."""
        gc.collect()  # one that nobody holds any more is rolled back when it is collected
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    # ---- reports -------------------------------------------------------------------------------

    def known(
        self, report_ids: Collection[str], *, stages: tuple[str, ...] | None = None
    ) -> set[str]:
        """Return which of these reports are stored; with `stages`, analysed by exactly these."""
        digest = None if stages is None else stages_digest(stages)
        with self._reading() as connection:
            return intake.known(connection, report_ids, digest)

    def forgotten(self, report_ids: Collection[str]) -> set[str]:
        """Return which of these reports a tombstone keeps out."""
        with self._reading() as connection:
            return intake.forgotten(connection, report_ids)

    def add(
        self,
        batch: Sequence[tuple[Report, Analysis]],
        *,
        ingested_at: datetime,
        force: bool = False,
        import_id: str = "",
    ) -> int:
        """Append a batch and return how many of its reports brought something new.

        A known report analysed by the same stages changes nothing; by other stages it gets
        another analysis. A forgotten one stays out unless `force`d. `import_id` is the run that
        brings the batch.
        """
        with self._writing() as connection:
            new = intake.add_batch(connection, batch, ingested_at=ingested_at, force=force)
            imports.bring(connection, import_id, [report.id for report, _ in batch])
            return new

    def bring(self, import_id: str, report_ids: Collection[str]) -> None:
        """Note that a run brought these reports, which are in the store already."""
        with self._writing() as connection:
            imports.bring(connection, import_id, report_ids)

    def brought(self) -> dict[str, int]:
        """Count the reports of every run of which it is known what it brought."""
        with self._reading() as connection:
            return imports.count_brought(connection)

    def forget(self, report_id: str, *, reason: str, at: datetime) -> bool:
        """Erase a report with all that hangs on it, and leave a tombstone.

        Returns False when there is no such report. The words are overwritten on the disk, also in
        the full-text index and in the log; that takes time in proportion to the index. While
        others read, the log is emptied only when they are done.
        """
        with self._writing() as connection:
            gone = intake.forget(connection, report_id, reason=reason, at=at)
            if gone:
                dialect.scrub_index(connection)
        if gone:
            self._prints.clear()
            with _guard(self._place):
                dialect.scrub_log(self._engine)
        return gone

    @contextmanager
    def linking(self) -> Iterator[Links]:
        """Open the sketches and overlaps for writing, as one transaction."""
        with self._writing() as connection:
            try:
                yield Links(connection, self._prints)
            except BaseException:
                self._prints.clear()  # it may hold runs that were never written
                raise

    @contextmanager
    def grouping(self) -> Iterator[Gists]:
        """Open the gists of reports for writing, as one transaction."""
        with self._writing() as connection:
            yield Gists(connection)

    @contextmanager
    def access(self) -> Iterator[Access]:
        """Open the accounts, logins, tokens and the audit log for writing, as one transaction."""
        with self._writing() as connection:
            yield Access(connection)

    @contextmanager
    def doors(self) -> Iterator[Access]:
        """Open the same for reading."""
        with self._reading() as connection:
            yield Access(connection)

    @contextmanager
    def saving(self) -> Iterator[Saved]:
        """Open the saved searches and their webhooks for writing, as one transaction."""
        with self._writing() as connection:
            yield Saved(connection)

    @contextmanager
    def saved(self) -> Iterator[Saved]:
        """Open the same for reading."""
        with self._reading() as connection:
            yield Saved(connection)

    def tombstones(self) -> list[Tombstone]:
        """Return the tombstones that stand, in the order in which they were set."""
        columns = (tombstone.c.report_id, tombstone.c.reason, tombstone.c.forgotten_at)
        statement = sa.select(*columns).where(tombstone.c.lifted_at.is_(None))
        with self._reading() as connection:
            rows = connection.execute(statement.order_by(tombstone.c.no))
            return [Tombstone(*row) for row in rows]

    # ---- receipts, judgements, publishers ------------------------------------------------------

    def add_receipt(self, noun: Receipt) -> None:
        """Keep the receipt of a run; a later one with the same id takes its place."""
        with self._writing() as connection:
            no = intake.next_number(connection, receipt)
            connection.execute(sa.delete(receipt).where(receipt.c.id == noun.id))
            started = stamp(noun.started_at)
            row = {"no": no, "id": noun.id, "started_at": started, "payload": codec.dumps(noun)}
            connection.execute(receipt.insert(), row)

    def receipts(self) -> list[Receipt]:
        """Return the receipts, the last run first."""
        newest_first = (receipt.c.started_at.desc(), receipt.c.no.desc())
        with self._reading() as connection:
            payloads = connection.scalars(sa.select(receipt.c.payload).order_by(*newest_first))
            return [codec.loads(Receipt, payload) for payload in payloads]

    def add_judgements(self, judgements: Sequence[Judgement], *, seen: int | None = None) -> int:
        """Append judgements (each with its time) and return how many were new.

        With `seen`, the number of the last judgement that was seen (`View.decided_until`), raises
        DecidedMeanwhile where another person decided on the same things after it.
        """
        with self._writing() as connection:
            return decisions.add_judgements(connection, judgements, seen=seen)

    def add_publishers(self, publishers: Sequence[Publisher]) -> int:
        """Enter publishers into the registry and return how many entries changed."""
        with self._writing() as connection:
            return decisions.add_publishers(connection, publishers)

    # ---- reading -------------------------------------------------------------------------------

    def view(
        self,
        *,
        as_of: datetime | None = None,
        by: By = "published",
        until: Mark | None = None,
    ) -> View:
        """Take a picture of the store: now, or as it could be known at an instant.

        The picture does not change while others write; take another one to see more. With
        `until`, a mark that another picture gave, it shows no more than that one did.
        """
        picture = Picture.at(as_of, by, until)
        with _guard(self._place):
            connection = self._engine.connect()
        view = View(connection, picture, lambda: _guard(self._place), self._keeper)
        self._views.add(view)
        return view

    def _reading(self) -> AbstractContextManager[Connection]:
        return self._transaction({})

    def _writing(self) -> AbstractContextManager[Connection]:
        if self._read_only:
            raise BadStoreError(
                "was opened for reading only",
                where=self.address,
                next_step="Open it again for writing.",
            )
        return self._transaction(dialect.writing_options(self._engine))

    @contextmanager
    def _transaction(self, options: dict[str, Any]) -> Iterator[Connection]:
        with (
            _guard(self._place),
            self._engine.connect().execution_options(**options) as connection,
            connection.begin(),
        ):
            if options:
                dialect.lock_for_writing(connection)
            yield connection

"""What every question to a picture of the store needs: the connection, and what is shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

import sqlalchemy as sa
from sqlalchemy import Connection, Select

from vedette.model import Report
from vedette.store.anchors import Anchorage
from vedette.store.intake import chunks
from vedette.store.picture import Picture, is_newest
from vedette.store.shelf import Leaf, Shelf
from vedette.store.swift import Swift
from vedette.store.tables import analysis, report

P = ParamSpec("P")
T = TypeVar("T")
STREAMED = 64  # reports decoded at a time by the iterators
IN_TIME: Final = (report.c.published_until.is_(None), report.c.published_until, report.c.no)
LAID: Final = report.join(analysis, analysis.c.report_no == report.c.no)
Guard = Callable[[], AbstractContextManager[None]]  # turns engine errors into ours


def _nothing() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold a connection and the picture that is read by it.

    `whole` is the picture with what persons took out of it, which can still be looked up. `quick`
    gives the columns in memory, where a server keeps them.
    """

    connection: Connection
    guard: Guard
    picture: Picture
    whole: Picture
    shelf: Shelf
    quick: Callable[[], Swift | None] = _nothing

    @property
    def swift(self) -> Swift | None:
        """Return who answers from columns in memory: the same as the tables, and sooner."""
        with self.guard():
            return self.quick()

    def read(
        self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return what a function reads by the connection."""
        with self.guard():
            return function(self.connection, *args, **kwargs)

    def rows(self, statement: Select[Any], report_ids: Collection[str] | None = None) -> list[Any]:
        """Return all rows, or those of some reports."""
        if report_ids is None:
            with self.guard():
                return list(self.connection.execute(statement))
        rows: list[Any] = []
        for chunk in chunks(report_ids):
            rows += self.rows(statement.where(report.c.id.in_(chunk)))
        return rows

    def count(self, statement: Select[Any]) -> int:
        """Return the number that a statement asks for, 0 for none."""
        with self.guard():
            return int(self.connection.scalar(statement) or 0)

    def last(self, column: sa.Column[int]) -> int:
        """Return the highest number of a column, 0 where there is none."""
        return self.count(sa.select(sa.func.coalesce(sa.func.max(column), 0)))

    def reports(self, numbers: Sequence[int]) -> list[Report]:
        """Return reports by their numbers, in the same order."""
        with self.guard():
            found = self.shelf.reports(numbers)
        return [found[no] for no in numbers]

    def ids(self, numbers: Sequence[int]) -> list[str]:
        """Return the ids of reports by their numbers, in the same order."""
        found: dict[int, str] = {}
        for chunk in chunks(numbers):
            rows = self.rows(sa.select(report.c.no, report.c.id).where(report.c.no.in_(chunk)))
            found.update((row.no, row.id) for row in rows)
        return [found[no] for no in numbers]

    def laid_out(self, rows: list[Any]) -> Iterator[tuple[Report, Leaf, Any]]:
        """Yield for each row (with `no` and `leaf`) its report and its analysis beside it."""
        for chunk in chunks(rows):
            with self.guard():
                reports = self.shelf.reports([row.no for row in chunk])
                leaves = self.shelf.leaves([row.leaf for row in chunk])
            for row in chunk:
                yield reports[row.no], leaves[row.leaf], row

    def of_picture(self, first: Any, *more: Any) -> Select[Any]:
        """Return a statement over what the newest analyses of the reports shown hold.

        The first column says of which table; the others may be of the reports.
        """
        table = (first.element if isinstance(first, sa.Label) else first).table
        joined = LAID.join(table, table.c.analysis_no == analysis.c.no)
        statement = sa.select(first, *more).select_from(joined)
        return statement.where(self.picture.shows_latest(), is_newest())

    @property
    def anchorage(self) -> Anchorage:
        """Return the finder of what decisions stand on."""
        return Anchorage(self.rows, self.shelf)

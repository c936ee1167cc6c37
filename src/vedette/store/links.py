"""What the store keeps to find origins: sketches of reports, and what their texts share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection

from vedette.model import Report
from vedette.store.intake import chunks
from vedette.store.picture import Picture
from vedette.store.prints import Entries, Kept, PrintIndex, Prints
from vedette.store.rows import read_report
from vedette.store.tables import overlap, report, sketch


@dataclass(frozen=True, slots=True)
class Sketch:
    """Hold the row of a report: which text it prints, and what orders and ties it."""

    report_no: int
    sheet: int
    length: int
    moment: str
    grade: int
    outlet: str
    agencies: str
    credit: int


@dataclass(frozen=True, slots=True)
class Sketched:
    """Hold a sketch as it is read: with the report's id and thread."""

    report_id: str
    thread: str
    sketch: Sketch


class Links:
    """Sketch reports and find their kin inside one writing transaction."""

    def __init__(self, connection: Connection, kept: Kept) -> None:
        self._connection = connection
        self._prints = PrintIndex(connection, kept)

    def pending(self, limit: int) -> list[tuple[int, Report]]:
        """Return the next reports without a sketch, with their numbers."""
        last = sa.select(sa.func.coalesce(sa.func.max(sketch.c.report_no), 0)).scalar_subquery()
        statement = sa.select(report.c.no, report.c.payload, report.c.text)
        statement = statement.where(report.c.no > last).order_by(report.c.no).limit(limit)
        rows = self._connection.execute(statement)
        return [(row.no, read_report(row.payload, row.text)) for row in rows]

    def carriers(self, prints: Prints, *, limit: int) -> Mapping[int, Sequence[int]]:
        """Return the first sheets with each of these fingerprints."""
        return self._prints.find(prints, limit=limit)

    def reports(self, sheets: Collection[int]) -> dict[int, Report]:
        """Return for each sheet a report that prints it."""
        found: dict[int, Report] = {}
        firsts = sa.select(sketch.c.sheet, sa.func.min(sketch.c.report_no).label("no"))
        for chunk in chunks(sheets):
            first = firsts.where(sketch.c.sheet.in_(chunk)).group_by(sketch.c.sheet).subquery()
            joined = report.join(first, first.c.no == report.c.no)
            statement = sa.select(first.c.sheet, report.c.payload, report.c.text)
            for row in self._connection.execute(statement.select_from(joined)):
                found[row.sheet] = read_report(row.payload, row.text)
        return found

    def add_prints(self, entries: Entries, *, limit: int) -> None:
        """Enter the fingerprints of new sheets."""
        self._prints.add(entries, limit=limit)

    def add(
        self, sketches: Sequence[Sketch], overlaps: Iterable[tuple[tuple[int, int], str]]
    ) -> None:
        """Append sketches, and what their sheets share with others."""
        if sketches:
            self._connection.execute(sketch.insert(), [asdict(one) for one in sketches])
        rows = [{"a": a, "b": b, "payload": payload} for (a, b), payload in overlaps]
        if rows:
            self._connection.execute(overlap.insert(), rows)


def forget_sketch(connection: Connection, report_no: int) -> None:
    """Erase what was kept of a report's text, unless another report prints the same words.

    Call it while the report still stands.
    """
    sheet = connection.scalar(sa.select(sketch.c.sheet).where(sketch.c.report_no == report_no))
    if sheet is None:
        return
    connection.execute(sa.delete(sketch).where(sketch.c.report_no == report_no))
    if connection.scalar(sa.select(sketch.c.sheet).where(sketch.c.sheet == sheet).limit(1)) is None:
        gone = (overlap.c.a == sheet) | (overlap.c.b == sheet)
        connection.execute(sa.delete(overlap).where(gone))
        PrintIndex(connection, Kept()).forget(sheet)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Say whose sketches are wanted: one of these, else all.

    Those with some sheets, those of some reports, or of the `firsts` that gave sheets their
    numbers.
    """

    sheets: Collection[int] | None = None
    report_ids: Collection[str] | None = None
    firsts: Collection[int] | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return conditions that are asked for one after the other."""
        if self.sheets is not None:
            return [sketch.c.sheet.in_(chunk) for chunk in chunks(self.sheets)]
        if self.firsts is not None:
            return [sketch.c.report_no.in_(chunk) for chunk in chunks(self.firsts)]
        if self.report_ids is not None:
            return [report.c.id.in_(chunk) for chunk in chunks(self.report_ids)]
        return [sa.true()]


def read_sketches(connection: Connection, picture: Picture, chosen: Chosen) -> list[Sketched]:
    """Return the chosen sketches of reports that a picture shows, the last versions only."""
    columns = (report.c.id, report.c.thread, report.c.url, *sketch.c)
    joined = report.join(sketch, sketch.c.report_no == report.c.no)
    statement = sa.select(*columns).select_from(joined).where(picture.shows_latest())
    found = []
    for condition in chosen.conditions():
        for row in connection.execute(statement.where(condition).order_by(report.c.no)):
            its = Sketch(*(getattr(row, name) for name in sketch.c.keys()))  # noqa: SIM118
            found.append(Sketched(row.id, row.thread if row.url else "", its))
    return found


def read_overlaps(
    connection: Connection, sheets: Collection[int] | None = None
) -> dict[tuple[int, int], str]:
    """Return what pairs of sheets share: all, or those with one of these sheets."""
    columns = sa.select(overlap.c.a, overlap.c.b, overlap.c.payload)
    if sheets is None:
        return {(row.a, row.b): row.payload for row in connection.execute(columns)}
    found = {}
    for chunk in chunks(sheets):
        for column in (overlap.c.a, overlap.c.b):
            for row in connection.execute(columns.where(column.in_(chunk))):
                found[row.a, row.b] = row.payload
    return found


def count_pending(connection: Connection) -> int:
    """Count the reports without a sketch."""
    last = sa.select(sa.func.coalesce(sa.func.max(sketch.c.report_no), 0)).scalar_subquery()
    statement = sa.select(sa.func.count()).select_from(report).where(report.c.no > last)
    return int(connection.scalar(statement) or 0)

"""Taking in a batch of analysed reports, and forgetting one: what a writer does to the tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from vedette.errors import InvalidNoun
from vedette.model import Analysis, Report
from vedette.store import tables
from vedette.store.rows import (
    Row,
    analysis_row,
    index_rows,
    report_row,
    stages_digest,
    stamp,
    storable,
)
from vedette.store.tables import INDEXES_OF_ANALYSIS, analysis, judgement, report, tombstone

# SQLite allows 32,766 bound values since 3.32, 999 before; a few hundred lose nothing.
CHUNK = 500
_AN_ID = re.compile(r"[a-z]{3}-[0-9a-f]{32}")
Pair = tuple[Report, Analysis]


def chunks(items: Collection[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    """Cut a collection into lists that fit one statement."""
    everything = list(items)
    for start in range(0, len(everything), size):
        yield everything[start : start + size]


def known(connection: Connection, report_ids: Collection[str], digest: str | None) -> set[str]:
    """Return which reports are stored; with a digest, which were analysed by those stages."""
    statement = sa.select(report.c.id)
    if digest is not None:
        statement = statement.join(analysis, analysis.c.report_no == report.c.no)
        statement = statement.where(analysis.c.stages == digest)
    found: set[str] = set()
    for chunk in chunks(report_ids):
        found.update(connection.scalars(statement.where(report.c.id.in_(chunk))))
    return found


def forgotten(connection: Connection, report_ids: Collection[str]) -> set[str]:
    """Return which reports a tombstone keeps out."""
    found: set[str] = set()
    for chunk in chunks(report_ids):
        bars = tombstone.c.report_id.in_(chunk) & tombstone.c.lifted_at.is_(None)
        found.update(connection.scalars(sa.select(tombstone.c.report_id).where(bars)))
    return found


def next_number(connection: Connection, table: sa.Table) -> int:
    """Return the number that the next row takes; safe, because there is one writer at a time."""
    return int(connection.scalar(sa.select(sa.func.coalesce(sa.func.max(table.c.no), 0))) or 0) + 1


def add_batch(
    connection: Connection, batch: Sequence[Pair], *, ingested_at: datetime, force: bool
) -> int:
    """Append what is new of a batch and return how many of its reports were.

    A known report with an analysis by other stages counts: the analysis is appended.
    """
    pairs = {each.id: (each, its) for each, its in batch}
    for each, its in pairs.values():
        if its.report_id != each.id:
            raise InvalidNoun(f"the analysis of {its.report_id} came with {each.id}")
    barred = forgotten(connection, pairs)
    if force and barred:
        _lift(connection, barred, stamp(ingested_at))
    elif barred:
        pairs = {key: pair for key, pair in pairs.items() if key not in barred}
    intake = _Intake(connection, list(pairs.values()), ingested_at)
    intake.write()
    return intake.taken


def _lift(connection: Connection, report_ids: set[str], at: str) -> None:
    bars = tombstone.c.report_id.in_(report_ids) & tombstone.c.lifted_at.is_(None)
    connection.execute(sa.update(tombstone).where(bars).values(lifted_at=at))


class _Intake:
    """One batch on its way in: what the store knows of it, and the rows it turns into."""

    def __init__(self, connection: Connection, pairs: list[Pair], ingested_at: datetime) -> None:
        self.connection = connection
        self.ingested_at = ingested_at
        self.taken = 0
        self.rows: dict[sa.Table, list[Row]] = defaultdict(list)
        self.numbers: dict[str, int] = {}
        self.versions: dict[str, int] = {}
        self.made: set[tuple[int, str]] = set()
        self._look_up(pairs)
        self.next_report = next_number(connection, report)
        self.next_analysis = next_number(connection, analysis)
        for each, its in pairs:
            self._take(each, its)

    def _look_up(self, pairs: list[Pair]) -> None:
        run = self.connection.execute
        for chunk in chunks([each.id for each, _ in pairs]):
            ours = report.c.id.in_(chunk)
            for key, no in run(sa.select(report.c.id, report.c.no).where(ours)):
                self.numbers[key] = no
        for chunk in chunks(list(self.numbers.values())):
            ours = analysis.c.report_no.in_(chunk)
            self.made.update(
                (no, digest)
                for no, digest in run(
                    sa.select(analysis.c.report_no, analysis.c.stages).where(ours)
                )
            )
        latest = sa.select(report.c.thread, sa.func.max(report.c.version))
        for chunk in chunks({each.thread for each, _ in pairs}):
            ours = report.c.thread.in_(chunk)
            for thread, version in run(latest.where(ours).group_by(report.c.thread)):
                self.versions[thread] = version

    def _take(self, each: Report, its: Analysis) -> None:
        report_no = self.numbers.get(each.id)
        if report_no is not None and (report_no, stages_digest(its.stages)) in self.made:
            return
        self.taken += 1
        if report_no is None:
            report_no = self._take_report(each)
        no = self.next_analysis
        self.next_analysis += 1
        row = analysis_row(its, no=no, report_no=report_no, made_at=self.ingested_at)
        self.rows[analysis].append(row)
        for table, rows in index_rows(its, no):
            self.rows[table] += rows

    def _take_report(self, each: Report) -> int:
        no = self.next_report
        self.next_report += 1
        version = self.versions.get(each.thread, 0) + 1
        self.versions[each.thread] = version
        self.rows[report].append(
            report_row(each, no=no, version=version, ingested_at=self.ingested_at)
        )
        return no

    def write(self) -> None:
        for table in (report, analysis, *INDEXES_OF_ANALYSIS):
            if self.rows[table]:
                self.connection.execute(table.insert(), self.rows[table])


# ---- forgetting --------------------------------------------------------------------------------


def forget(connection: Connection, report_id: str, *, reason: str, at: datetime) -> bool:
    """Delete a report, its analyses and the judgements on them; leave a tombstone.

    Returns False, and does nothing, when there is no such report.
    """
    no = connection.scalar(sa.select(report.c.no).where(report.c.id == report_id))
    if no is None:
        return False
    from vedette.store.gists import forget_gist  # it reads reports, as this module does

    forget_gist(connection, no)
    _forget_judgements(connection, {report_id, *_ids_of(connection, no)})
    from vedette.store.links import forget_sketch  # it reads with what stands here

    forget_sketch(connection, no)
    connection.execute(sa.delete(report).where(report.c.no == no))  # the rest cascades
    row = {
        "no": next_number(connection, tombstone),
        "report_id": report_id,
        "reason": storable(reason),
        "forgotten_at": stamp(at),
    }
    connection.execute(tombstone.insert(), row)
    return True


def _ids_of(connection: Connection, report_no: int) -> Iterator[str]:
    for table in (tables.claim, tables.figure, tables.attribution, tables.activity):
        statement = sa.select(table.c.id).join(analysis, analysis.c.no == table.c.analysis_no)
        if table is tables.activity:  # a named one belongs to every report that names it
            statement = statement.where(table.c.name.is_(None))
        yield from connection.scalars(statement.where(analysis.c.report_no == report_no))


def _forget_judgements(connection: Connection, ids: set[str]) -> None:
    # Reasons and evidence may repeat the report's words, so all that name it go, whoever judged.
    gone = [
        row.no
        for row in connection.execute(sa.select(judgement.c.no, judgement.c.payload))
        if not ids.isdisjoint(_AN_ID.findall(row.payload))
    ]
    for chunk in chunks(gone):
        connection.execute(sa.delete(judgement).where(judgement.c.no.in_(chunk)))

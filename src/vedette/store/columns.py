"""The tables as columns in memory: what a server asks again and again, answered in milliseconds.

A server counts a million claims by ten facets for any filter and any moment, which no index of a
database answers. Here each column is an array of small numbers that stand for its values, in the
order of the rows; a filter is a look-up in an array and an addition up. A claim takes some thirty
bytes. The columns are read from the tables when the server starts, in seconds; what is added later
is appended, and only a forgotten report has them read anew. They are never written: the tables
alone hold what is known, and the answers are the same (a test compares them).
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import blake2b
from threading import Lock
from typing import Any, Final

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy import Connection

from vedette.store.tables import (
    activity,
    analysis,
    attribution,
    claim,
    figure,
    mention,
    report,
    tombstone,
)

Ints = NDArray[Any]
Bools = NDArray[np.bool_]
Value = tuple[Any, ...]
UNKNOWN: Final = np.iinfo(np.int64).max  # an instant that nobody knows lies behind all
_READ_AT_ONCE = 2_000  # reports


class Codes(dict[Value, int]):
    """Number the values of a column, or of several together, in the order in which they come."""

    def __init__(self) -> None:
        super().__init__()
        self.values_: list[Value] = []
        self._by: dict[int, tuple[int, dict[Any, list[int]]]] = {}

    def __missing__(self, value: Value) -> int:
        code = self[value] = len(self.values_)
        self.values_.append(value)
        return code

    def with_part(self, place: int, part: Any) -> list[int]:
        """Return the codes of the values that have something in a place."""
        count = len(self.values_)
        known, found = self._by.get(place, (0, {}))
        if known < count:
            found = dict(found)
            for code in range(known, count):
                each = self.values_[code][place]
                found[each] = [*found.get(each, ()), code]
            self._by[place] = (count, found)
        return found.get(part, [])


SPEAKER = ("speaker_name", "speaker_key", "speaker_id", "body_key")
# Table -> its columns here -> the columns of the table that are numbered together.
LAYOUT: Final[Mapping[sa.Table, Mapping[str, tuple[str, ...]]]] = {
    claim: {
        "subject": ("subject_name", "subject_kind", "subject_key", "subject_id"),
        "speaker": SPEAKER,
        "predicate": ("predicate",),
        "polarity": ("polarity",),
        "certainty": ("certainty",),
        "act": ("act",),
        "place": ("place", "place_key"),
        "when": ("when_start", "when_end"),
    },
    figure: {"activity": ("activity",)},
    attribution: {"speaker": SPEAKER},
    mention: {"thing": ("name", "key", "ref_id", "kind"), "times": ("times",)},
    activity: {"activity": ("name", "type")},
}
TOTALS = ("claims", "figures", "attributions", "unplaced", "abstained", "timed")


@dataclass(frozen=True, slots=True)
class Reports:
    """Hold the reports in the order of their numbers; instants are microseconds since 1970.

    `out` is when a report was out for sure, `since` when its version counts from, `rank` the place
    in the order of publication; it came out between two days (0: unknown). `by_version` lists the
    reports of each address together, the first version first; `turn` is the place there.
    """

    no: Ints
    published: Ints
    retrieved: Ints
    out: Ints
    since: Ints
    address: Ints
    thread: Ints
    version: Ints
    publisher: Ints
    language: Ints
    first_day: Ints
    last_day: Ints
    rank: Ints
    by_version: Ints
    turn: Ints

    def at(self, numbers: Ints) -> Ints:
        """Return the places of reports that are here, by their numbers."""
        return np.searchsorted(self.no, numbers)


@dataclass(frozen=True, slots=True)
class Leaves:
    """Hold the analyses in the order of their numbers, each with the place of its report."""

    no: Ints
    report: Ints
    is_newest: Bools
    totals: Mapping[str, Ints]


@dataclass(frozen=True, slots=True)
class Rows:
    """Hold the rows of a table: the place of the analysis of each, and a code for each column."""

    leaf: Ints
    codes: Mapping[str, Ints]

    def __len__(self) -> int:
        return len(self.leaf)


@dataclass(frozen=True, slots=True)
class Columns:
    """Hold all of it, as it stands in the tables at one moment.

    `words` numbers the values of the columns; it only ever grows. `looked_up` and `read_out` keep
    what was read out of analyses, which never change, by the number of each.
    """

    reports: Reports
    leaves: Leaves
    rows: Mapping[sa.Table, Rows]
    words: Mapping[tuple[str, str], Codes]
    kept: dict[Any, Any] = field(default_factory=dict)  # pictures of them, for a while
    orders: dict[str, Ints] = field(default_factory=dict)  # claims in an order
    looked_up: dict[tuple[str, str], tuple[int, Any]] = field(default_factory=dict)
    read_out: dict[tuple[str, frozenset[str], int], Any] = field(default_factory=dict)

    def codes(self, table: sa.Table, name: str) -> Codes:
        """Return the values that the codes of a column stand for."""
        return self.words[table.name, name]


Mark = tuple[int, int, int, str]


def mark_of(connection: Connection) -> Mark:
    """Return what tells whether anything was added or forgotten."""
    last = [
        sa.select(sa.func.coalesce(sa.func.max(column), 0)).scalar_subquery()
        for column in (report.c.no, analysis.c.no, tombstone.c.no)
    ]
    lifted = sa.select(sa.func.coalesce(sa.func.max(tombstone.c.lifted_at), "")).scalar_subquery()
    row = connection.execute(sa.select(*last, lifted)).one()
    return row[0], row[1], row[2], row[3]


class Keeper:
    """Keep the columns of one store up to date, for all who read it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: tuple[Mark, Columns] | None = None

    def columns(self, connection: Connection) -> Columns | None:
        """Return the columns as this connection sees the tables, None where it sees older ones."""
        mark = mark_of(connection)
        held = self._held
        if held is not None and held[0] == mark:
            return held[1]
        with self._lock:
            held = self._held
            if held is None:
                made = read(connection)
            elif held[0] == mark:
                return held[1]
            elif held[0][2:] == mark[2:]:
                if held[0][:2] > mark[:2]:
                    return None
                made = read(connection, held[1])
            elif held[0][2:] > mark[2:]:
                return None
            else:
                made = read(connection)  # something was forgotten, and numbers are given again
            self._held = mark, made
            return made


# ---- reading -----------------------------------------------------------------------------------


def read(connection: Connection, before: Columns | None = None) -> Columns:
    """Read the columns; with those of `before`, only what came after it."""
    collecting = gc.isenabled()
    gc.disable()  # millions of rows pass through; looking at them for cycles takes a third
    try:
        return _read(connection, before)
    finally:
        if collecting:
            gc.enable()


def _read(connection: Connection, before: Columns | None) -> Columns:
    words = dict(before.words) if before else {
        (name, each): Codes()
        for name, columns in (
            *((table.name, columns) for table, columns in LAYOUT.items()),
            ("report", ("publisher", "language")),
        )
        for each in columns
    }  # fmt: skip
    reports = _reports(connection, before.reports if before else None, words)
    leaves = _leaves(connection, before.leaves if before else None, reports)
    after = int(before.leaves.no[-1]) if before and len(before.leaves.no) else 0
    rows = {table: _more(connection, table, leaves, words, after, before) for table in LAYOUT}
    made = Columns(reports, leaves, rows, words)
    if before is None:
        return made
    return replace(made, looked_up=before.looked_up, read_out=before.read_out)


_REPORTED = (
    "no", "published_until", "retrieved_at", "thread", "version", "publisher", "language",
    "published_start", "published_end",
)  # fmt: skip


def _reports(
    connection: Connection, before: Reports | None, words: Mapping[tuple[str, str], Codes]
) -> Reports:
    after = int(before.no[-1]) if before is not None and len(before.no) else 0
    statement = sa.select(*(report.c[name] for name in _REPORTED)).order_by(report.c.no)
    parts = [
        _reported(list(zip(*part, strict=True)), words)
        for part in _parts(connection, statement, report.c.no, after)
    ] or [_reported([[] for _ in _REPORTED], words)]
    fresh = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    whole = {
        name: values if before is None else np.concatenate([getattr(before, name), values])
        for name, values in fresh.items()
    }
    _, threads = np.unique(whole["address"], return_inverse=True)
    by_version = np.lexsort((whole["version"], whole["retrieved"], whole["since"], threads))
    in_time = np.lexsort((whole["no"], whole["published"]))
    return Reports(
        **whole,
        thread=threads.astype(np.int32),
        rank=_inverse(in_time),
        by_version=by_version,
        turn=_inverse(by_version),
    )


def _reported(
    columns: Sequence[Sequence[Any]], words: Mapping[tuple[str, str], Codes]
) -> dict[str, Ints]:
    """Return some reports as numbers; the texts of all at once would take more than the rest."""
    no, published, retrieved, thread, version, publisher, language, first, last = columns
    coded = {
        name: np.fromiter((words["report", name][each,] for each in values), np.int32)
        for name, values in (("publisher", publisher), ("language", language))
    }
    coded["address"] = np.fromiter(map(_number_of, thread), np.int64)
    until, got = _instants(published), _instants(retrieved)
    out = np.where(until == UNKNOWN, UNKNOWN, np.minimum(until, got))
    return {
        "no": np.array(no, np.int64), "published": until, "retrieved": got, "out": out,
        "since": np.where(out == UNKNOWN, got, out), "version": np.array(version, np.int32),
        "first_day": days(first), "last_day": days(last), **coded,
    }  # fmt: skip


def _number_of(thread: str) -> int:
    """Return a number that stands for an address; the texts would take more than all the rest."""
    return int.from_bytes(blake2b(thread.encode(), digest_size=8).digest(), "big") >> 1


def _inverse(order: Ints) -> Ints:
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return places


def days(texts: Iterable[str | None]) -> Ints:
    """Return days as numbers that sort, 0 for none."""
    return np.array([0 if text is None else day_number(text) for text in texts], np.int32)


def day_number(day: str) -> int:
    """Return the number of a day."""
    return date.fromisoformat(day).toordinal()


def _instants(texts: Sequence[str | None]) -> Ints:
    made = np.array(["NaT" if text is None else text for text in texts], "datetime64[us]")
    return np.where(np.isnat(made), UNKNOWN, made.astype(np.int64))


def _leaves(connection: Connection, before: Leaves | None, reports: Reports) -> Leaves:
    after = int(before.no[-1]) if before is not None and len(before.no) else 0
    columns = (analysis.c.no, analysis.c.report_no, *(analysis.c[name] for name in TOTALS))
    statement = sa.select(*columns).order_by(analysis.c.no)
    found = _columns(connection, statement, analysis.c.no, after)
    no, report_no, *totals = (np.array(values, np.int32) for values in found)
    place = reports.at(report_no).astype(np.int32)
    if before is not None:
        no, place = np.concatenate([before.no, no]), np.concatenate([before.report, place])
        totals = [
            np.concatenate([before.totals[name], values])
            for name, values in zip(TOTALS, totals, strict=True)
        ]
    last = np.full(len(reports.no), -1)
    last[place] = np.arange(len(place))  # the later one stands
    is_newest = last[place] == np.arange(len(place))
    return Leaves(no, place, is_newest, dict(zip(TOTALS, totals, strict=True)))


def _more(
    connection: Connection,
    table: sa.Table,
    leaves: Leaves,
    words: Mapping[tuple[str, str], Codes],
    after: int,
    before: Columns | None,
) -> Rows:
    fresh = _rows(connection, table, leaves, words, after)
    if before is None:
        return fresh
    old = before.rows[table]
    codes = {name: np.concatenate([old.codes[name], fresh.codes[name]]) for name in fresh.codes}
    return Rows(np.concatenate([old.leaf, fresh.leaf]), codes)


def _rows(
    connection: Connection,
    table: sa.Table,
    leaves: Leaves,
    words: Mapping[tuple[str, str], Codes],
    after: int,
) -> Rows:
    layout = LAYOUT[table]
    columns = [table.c[each] for names in layout.values() for each in names]
    statement = sa.select(table.c.analysis_no, *columns)
    statement = statement.order_by(table.c.analysis_no, table.c.ordinal)
    found: dict[str, list[Ints]] = {name: [np.empty(0, np.int32)] for name in layout}
    numbers: list[Ints] = [np.empty(0, np.int64)]
    for part in _parts(connection, statement, table.c.analysis_no, after):
        by_column = list(zip(*part, strict=True))
        numbers.append(np.array(by_column[0], np.int64))
        start = 1
        for name, names in layout.items():
            codes = words[table.name, name]
            values = zip(*by_column[start : start + len(names)], strict=True)
            found[name].append(np.array([codes[value] for value in values], np.int32))
            start += len(names)
    leaf = np.searchsorted(leaves.no, np.concatenate(numbers)).astype(np.int32)
    return Rows(leaf, {name: np.concatenate(parts) for name, parts in found.items()})


def _columns(
    connection: Connection, statement: sa.Select[Any], number: sa.Column[int], after: int
) -> list[list[Any]]:
    found: list[list[Any]] = [[] for _ in statement.selected_columns]
    for part in _parts(connection, statement, number, after):
        for values, more in zip(found, zip(*part, strict=True), strict=True):
            values.extend(more)
    return found


def _parts(
    connection: Connection, statement: sa.Select[Any], number: sa.Column[int], after: int
) -> Iterator[Any]:
    """Yield the rows behind a number, some at a time, as the driver gives them.

    Some drivers would hold all rows at once; SQLAlchemy's own rows take twice the time.
    """
    last = connection.scalar(sa.select(sa.func.max(number))) or 0
    for start in range(after, last, _READ_AT_ONCE):
        part = statement.where(number > start, number <= start + _READ_AT_ONCE)
        result = connection.execute(part)
        if result.cursor is not None and (rows := result.cursor.fetchall()):
            yield rows
        result.close()

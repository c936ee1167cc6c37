"""The index of fingerprints: which texts hold which, in sorted runs that are merged as they grow.

A tree of millions of random numbers is written all over with every report, the more the larger it
is. Here each batch is appended as one small sorted run, and `FANOUT` runs of a level are merged
into one of the next (a log-structured merge tree, O'Neil and others 1996): a fingerprint is
written again only when its run grows fourfold, and looked up in a few runs. A run is stored in
blocks of packed numbers, with the first number of each block in its row, so that one report reads
a few blocks while a bulk of them keeps whole runs in memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy import Connection

from vedette.store.tables import print_block, print_run

BLOCK = 256  # entries: 3 kB, so that a block fits a page
FANOUT = 4
_BITS = 24  # of a block's number: up to 4 billion entries in a run
KEPT_ENTRIES = 48_000_000  # of runs held in memory: 12 bytes each
# A small batch leaves a large merge to a larger one, so that nobody waits seconds for one report.
MERGED_AT_ONCE, SMALL_BATCH = 250_000, 5_000
_WHOLE_FROM = 16  # asked for a sixteenth of its blocks, a run is read whole and kept
_CHUNK = 400

Prints = NDArray[np.uint64]
Sheets = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Entries:
    """Hold fingerprints in order, and beside each the sheet that holds it."""

    prints: Prints
    sheets: Sheets

    def __len__(self) -> int:
        return len(self.prints)

    def cut(self, start: int, end: int) -> Entries:
        """Return a part."""
        return Entries(self.prints[start:end], self.sheets[start:end])

    def pack(self) -> bytes:
        """Return the entries as bytes."""
        return self.prints.astype("<u8").tobytes() + self.sheets.astype("<i4").tobytes()

    @classmethod
    def unpack(cls, data: bytes) -> Entries:
        """Return the entries that stand in some bytes."""
        count = len(data) // 12
        return cls(
            np.frombuffer(data, "<u8", count), np.frombuffer(data, "<i4", count, offset=8 * count)
        )

    @classmethod
    def together(cls, parts: Sequence[Entries], limit: int) -> Entries:
        """Merge parts, the older first, keeping the first `limit` sheets of a fingerprint."""
        prints = np.concatenate([part.prints for part in parts])
        sheets = np.concatenate([part.sheets for part in parts])
        order = (
            np.lexsort((sheets, prints)) if len(parts) == 1 else np.argsort(prints, kind="stable")
        )
        prints, sheets = prints[order], sheets[order]
        places = np.arange(len(prints))
        is_first = np.ones(len(prints), bool)
        is_first[1:] = prints[1:] != prints[:-1]
        rank = places - np.maximum.accumulate(np.where(is_first, places, 0))
        return cls(prints[rank < limit], sheets[rank < limit])


@dataclass(frozen=True, slots=True)
class _Run:
    no: int
    level: int
    size: int
    fences: Prints


class Kept:
    """Keep whole runs in memory for as long as the store is open; a run never changes its number.

    A forgotten report changes runs in place: then nothing is kept.
    """

    def __init__(self) -> None:
        self.runs: dict[int, Entries] = {}

    def put(self, no: int, entries: Entries) -> None:
        """Keep a run if there is room."""
        if sum(map(len, self.runs.values())) + len(entries) <= KEPT_ENTRIES:
            self.runs[no] = entries

    def clear(self) -> None:
        """Forget all."""
        self.runs.clear()


class PrintIndex:
    """Look fingerprints up and add new ones, inside one transaction."""

    def __init__(self, connection: Connection, kept: Kept) -> None:
        self._connection = connection
        self._kept = kept

    def find(self, prints: Prints, *, limit: int) -> Mapping[int, list[int]]:
        """Return the first sheets with each of these fingerprints, which are sorted."""
        found: dict[int, list[int]] = {}
        if not len(prints):
            return found
        parts = [self._in_run(run, prints) for run in self._runs()]
        hits = [part for part in parts if len(part)]
        if not hits:
            return found
        every = Entries.together(hits, limit)
        for one, sheet in zip(every.prints.tolist(), every.sheets.tolist(), strict=True):
            found.setdefault(one, []).append(sheet)
        return found

    def add(self, entries: Entries, *, limit: int) -> None:
        """Append entries as a run of their own, then merge runs where a level is full."""
        if not len(entries):
            return
        no = int(self._connection.scalar(sa.select(sa.func.max(print_run.c.no))) or 0) + 1
        self._write(no, 0, Entries.together([entries], limit))
        most = MERGED_AT_ONCE if len(entries) < SMALL_BATCH else 1 << 40
        level = 0
        while True:
            runs = [run for run in self._runs() if run.level == level]
            if len(runs) < FANOUT or sum(run.size for run in runs) > most:
                if not any(run.level > level for run in self._runs()):
                    return
                level += 1
                continue
            no += 1
            self._write(no, level + 1, Entries.together([self._whole(run) for run in runs], limit))
            self._drop(runs)
            level += 1

    def forget(self, sheet: int) -> None:
        """Take a sheet out of all runs; the time it takes grows with the index."""
        self._kept.clear()
        for run in self._runs():
            whole = self._read(run)
            kept = whole.sheets != sheet
            if not kept.all():
                self._drop([run])
                if kept.any():
                    self._write(run.no, run.level, Entries(whole.prints[kept], whole.sheets[kept]))
        self._kept.clear()

    def _runs(self) -> list[_Run]:
        columns = (print_run.c.no, print_run.c.level, print_run.c.size, print_run.c.fences)
        rows = self._connection.execute(sa.select(*columns).order_by(print_run.c.no))
        return [_Run(row.no, row.level, row.size, np.frombuffer(row.fences, "<u8")) for row in rows]

    def _in_run(self, run: _Run, prints: Prints) -> Entries:
        if run.no not in self._kept.runs:
            blocks = self._blocks_with(run, prints)
            if len(blocks) * _WHOLE_FROM < len(run.fences):
                return _pick(self._blocks(run, blocks), prints)
        return _pick(self._whole(run), prints)

    def _blocks_with(self, run: _Run, prints: Prints) -> NDArray[np.int64]:
        """Return the blocks in which these fingerprints may stand; equal ones may fill several."""
        first = np.searchsorted(run.fences, prints, side="left") - 1
        last = np.searchsorted(run.fences, prints, side="right") - 1
        spread = [np.arange(max(0, i), j + 1) for i, j in zip(first, last, strict=True)]
        return np.unique(np.concatenate(spread))

    def _whole(self, run: _Run) -> Entries:
        entries = self._kept.runs.get(run.no)
        if entries is None:
            entries = self._read(run)
            self._kept.put(run.no, entries)
        return entries

    def _read(self, run: _Run) -> Entries:
        low = run.no << _BITS
        within = print_block.c.no.between(low, low + len(run.fences) - 1)
        rows = self._connection.scalars(
            sa.select(print_block.c.entries).where(within).order_by(print_block.c.no)
        )
        return _joined([Entries.unpack(data) for data in rows])

    def _blocks(self, run: _Run, blocks: NDArray[np.int64]) -> Entries:
        parts = []
        numbers = ((run.no << _BITS) + blocks).tolist()
        for start in range(0, len(numbers), _CHUNK):
            asked = print_block.c.no.in_(numbers[start : start + _CHUNK])
            statement = sa.select(print_block.c.entries).where(asked).order_by(print_block.c.no)
            parts += [Entries.unpack(data) for data in self._connection.scalars(statement)]
        return _joined(parts)

    def _write(self, no: int, level: int, entries: Entries) -> None:
        starts = range(0, len(entries), BLOCK)
        row = {
            "no": no,
            "level": level,
            "size": len(entries),
            "fences": entries.prints[::BLOCK].astype("<u8").tobytes(),
        }
        self._connection.execute(print_run.insert(), row)
        rows = [
            {"no": (no << _BITS) + place, "entries": entries.cut(start, start + BLOCK).pack()}
            for place, start in enumerate(starts)
        ]
        self._connection.execute(print_block.insert(), rows)
        self._kept.put(no, entries)

    def _drop(self, runs: Sequence[_Run]) -> None:
        for run in runs:
            low = run.no << _BITS
            within = print_block.c.no.between(low, low + len(run.fences) - 1)
            self._connection.execute(sa.delete(print_block).where(within))
            self._connection.execute(sa.delete(print_run).where(print_run.c.no == run.no))
            self._kept.runs.pop(run.no, None)


def _pick(entries: Entries, prints: Prints) -> Entries:
    """Return the entries with these fingerprints, in order."""
    first = np.searchsorted(entries.prints, prints, side="left")
    counts = np.searchsorted(entries.prints, prints, side="right") - first
    if not counts.any():
        return entries.cut(0, 0)
    ends = np.cumsum(counts)
    places = np.arange(ends[-1]) + np.repeat(first - ends + counts, counts)
    return Entries(entries.prints[places], entries.sheets[places])


def _joined(parts: Sequence[Entries]) -> Entries:
    if not parts:
        return Entries(np.zeros(0, np.uint64), np.zeros(0, np.int32))
    return Entries(
        np.concatenate([part.prints for part in parts]),
        np.concatenate([part.sheets for part in parts]),
    )

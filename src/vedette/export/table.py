"""A small table for Python: rows of one kind, and the ways out of it."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from vedette.export.columns import Cell, Kind
from vedette.export.frames import arrow_table, pandas_frame, polars_frame
from vedette.export.text import encodable, one_line

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

SHOWN_ROWS = 10
SHOWN_IN_NOTEBOOK = 20
WIDEST_CELL = 40  # characters of a cell on a terminal
WIDEST_QUOTE = 280  # and in a notebook, where lines break


class Table:
    """Hold rows of one kind; iterate over plain dictionaries, or ask for a frame.

    `columns` names what a row holds; `describe()` says what each column means.
    """

    def __init__(self, kind: Kind, rows: Sequence[Any]) -> None:
        self._kind = kind
        self._rows = rows

    @property
    def name(self) -> str:
        """Return what the rows are: "claims", "figures" …."""
        return self._kind.name

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns."""
        return tuple(column.name for column in self._kind.columns)

    def describe(self) -> str:
        """Say what a row is and what each column means."""
        return self._kind.described()

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        return map(self._kind.record, self._rows)

    @overload
    def __getitem__(self, place: int) -> dict[str, Cell]: ...

    @overload
    def __getitem__(self, place: slice) -> Table: ...

    def __getitem__(self, place: int | slice) -> dict[str, Cell] | Table:
        """Return one record, or the table of some rows."""
        if isinstance(place, slice):
            return Table(self._kind, self._rows[place])
        return self._kind.record(self._rows[place])

    def to_polars(self) -> pl.DataFrame:
        """Return a polars frame."""
        return polars_frame(self._kind, self._rows)

    def to_pandas(self) -> pd.DataFrame:
        """Return a pandas frame."""
        return pandas_frame(self._kind, self._rows)

    def to_arrow(self) -> pa.Table:
        """Return an Arrow table."""
        return arrow_table(self._kind, self._rows)

    # ---- how it looks --------------------------------------------------------------------------

    def __repr__(self) -> str:
        lines = [self._heading(), *_aligned(self._shown(SHOWN_ROWS))] if self._rows else []
        return "\n".join(lines or [self._heading()]) + self._more(SHOWN_ROWS)

    def _repr_html_(self) -> str:
        """Return the first rows for a notebook; what reports say is text there, never markup."""
        head, *body = self._shown(SHOWN_IN_NOTEBOOK)
        rows = "".join(f"<tr>{_cells('td', row)}</tr>" for row in body)
        return (
            f"<p>{html.escape(self._heading())}</p><table><thead><tr>{_cells('th', head)}</tr>"
            f"</thead><tbody>{rows}</tbody></table><p>{html.escape(self._more(SHOWN_IN_NOTEBOOK))}</p>"
        )

    def _heading(self) -> str:
        return f"{self._kind.name}: {len(self._rows):,} rows, {len(self._kind.columns)} columns"

    def _more(self, shown: int) -> str:
        left = len(self._rows) - shown
        return f"\n… and {left:,} more" if left > 0 else ""

    def _shown(self, rows: int) -> list[list[str]]:
        wanted = [column for column in self._kind.columns if column.name in self._kind.shown]
        wanted.sort(key=lambda column: self._kind.shown.index(column.name))
        body = [[_readable(column.take(row)) for column in wanted] for row in self._rows[:rows]]
        return [[column.name for column in wanted], *body]


def _readable(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.10g}"
    return "; ".join(value) if isinstance(value, list) else str(value)


def _cells(tag: str, row: list[str]) -> str:
    return "".join(
        f"<{tag}>{html.escape(_cut(encodable(cell), WIDEST_QUOTE))}</{tag}>" for cell in row
    )


def _aligned(rows: list[list[str]]) -> Iterator[str]:
    cut = [[_cut(one_line(cell), WIDEST_CELL) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cut, strict=True)]
    for row in cut:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"

"""Tables as files: CSV, JSON lines, Parquet. Rows are written as they come, never all held."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any, BinaryIO

from vedette.export.columns import Cell, Column, Kind
from vedette.export.frames import arrow_schema, arrow_table
from vedette.export.text import cell, json_line

LIST_MARK = "; "  # between the texts of a list, where a cell holds only one
BATCH = 1_000  # rows turned into text at a time
ROW_GROUP = 5_000  # rows of a Parquet row group: some 20 MB while they are put together


def write_csv(kind: Kind, rows: Iterable[Any], out: BinaryIO) -> None:
    """Write CSV after RFC 4180 in UTF-8, safe to open in a spreadsheet.

    A text that a spreadsheet would run is put behind an apostrophe; numbers stay numbers.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.name for column in kind.columns])
    for batch in batches(rows, BATCH):
        writer.writerows([csv_cell(column.take(row)) for column in kind.columns] for row in batch)
        out.write(_taken(text))
    out.write(_taken(text))


def _taken(text: io.StringIO) -> bytes:
    data = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return data


def csv_cell(value: Cell) -> str:
    """Return a cell as CSV holds it; a text that a spreadsheet would run behind an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, str):
        return cell(value)
    if isinstance(value, list):
        return cell(LIST_MARK.join(value))
    return _plain(value)


def _plain(value: bool | float | date | datetime) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return repr(int(value)) if value == int(value) else repr(value)


def write_jsonl(kind: Kind, rows: Iterable[Any], out: BinaryIO) -> None:
    """Write one JSON object a line, its keys the columns; an empty cell is null."""
    for batch in batches(rows, BATCH):
        lines = [json_line(json_record(kind.columns, row)) for row in batch]
        out.write(("\n".join(lines) + "\n").encode())


def json_record(columns: Iterable[Column], row: Any) -> dict[str, Any]:
    """Return a row as JSON holds it: dates as text, whole numbers without decimals."""
    return {column.name: json_cell(column.take(row)) for column in columns}


def json_cell(value: Cell) -> Any:
    """Return a cell as JSON holds it."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, float) and value == int(value):
        return int(value)
    return value


def write_parquet(kind: Kind, rows: Iterable[Any], out: BinaryIO) -> None:
    """Write Parquet, a row group at a time; every column carries its meaning as metadata."""
    from pyarrow import parquet

    schema = arrow_schema(kind)
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in batches(rows, ROW_GROUP):
            writer.write_table(arrow_table(kind, batch), row_group_size=ROW_GROUP)


def batches(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Yield rows so many at a time."""
    stream = iter(rows)
    while batch := list(islice(stream, size)):
        yield batch

"""Tables of Arrow, polars and pandas. The libraries are optional and load at the point of use."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from vedette.errors import BadArgumentError
from vedette.export.columns import ColumnType, Kind

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

INSTALL = 'pip install "vedette[export]"'


def needed(name: str, what: str) -> Any:
    """Return an optional library; without it say what to install."""
    try:
        return import_module(name)
    except ImportError as error:
        raise BadArgumentError(
            f"{what} needs {name}, which is not installed", next_step=f"Install it: {INSTALL}"
        ) from error


def columns_of(kind: Kind, rows: Sequence[Any]) -> dict[str, list[Any]]:
    """Return rows column by column."""
    return {column.name: [column.take(row) for row in rows] for column in kind.columns}


def arrow_schema(kind: Kind) -> pa.Schema:
    """Return the Arrow schema of a kind; each field carries its meaning as `description`."""
    pa = needed("pyarrow", "Arrow and Parquet")
    types = {
        ColumnType.TEXT: pa.string(),
        ColumnType.TEXTS: pa.list_(pa.string()),
        ColumnType.INTEGER: pa.int64(),
        ColumnType.NUMBER: pa.float64(),
        ColumnType.FLAG: pa.bool_(),
        ColumnType.DAY: pa.date32(),
        ColumnType.INSTANT: pa.timestamp("us", tz="UTC"),
    }
    fields = [
        pa.field(column.name, types[column.type], metadata={"description": column.meaning})
        for column in kind.columns
    ]
    return pa.schema(fields, metadata={"row": kind.row})


def arrow_table(kind: Kind, rows: Sequence[Any]) -> pa.Table:
    """Return rows as an Arrow table."""
    pa = needed("pyarrow", "Arrow and Parquet")
    return pa.table(columns_of(kind, rows), schema=arrow_schema(kind))


def polars_frame(kind: Kind, rows: Sequence[Any]) -> pl.DataFrame:
    """Return rows as a polars frame."""
    lib = needed("polars", "to_polars()")
    types = {
        ColumnType.TEXT: lib.String,
        ColumnType.TEXTS: lib.List(lib.String),
        ColumnType.INTEGER: lib.Int64,
        ColumnType.NUMBER: lib.Float64,
        ColumnType.FLAG: lib.Boolean,
        ColumnType.DAY: lib.Date,
        ColumnType.INSTANT: lib.Datetime("us", "UTC"),
    }
    schema = {column.name: types[column.type] for column in kind.columns}
    frame: pl.DataFrame = lib.DataFrame(columns_of(kind, rows), schema=schema)
    return frame


def pandas_frame(kind: Kind, rows: Sequence[Any]) -> pd.DataFrame:
    """Return rows as a pandas frame, with types that can hold an empty cell."""
    pd = needed("pandas", "to_pandas()")
    types = {
        ColumnType.TEXT: "string",
        ColumnType.TEXTS: "object",
        ColumnType.INTEGER: "Int64",
        ColumnType.NUMBER: "Float64",
        ColumnType.FLAG: "boolean",
        ColumnType.DAY: "datetime64[s]",
        ColumnType.INSTANT: "datetime64[us, UTC]",
    }
    cells = columns_of(kind, rows)
    return pd.DataFrame(
        {
            column.name: pd.Series(cells[column.name], dtype=types[column.type])
            for column in kind.columns
        }
    )

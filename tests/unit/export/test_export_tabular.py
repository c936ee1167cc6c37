import csv
import io
import json

import pytest
from export_samples import NASTY, everything, nasty_page

from vedette.export.columns import CLAIMS, FIGURES, KINDS, PLACES, VERDICTS
from vedette.export.tabular import write_csv, write_jsonl, write_parquet
from vedette.export.text import encodable, uncell


def written(write, kind, rows=None):
    out = io.BytesIO()
    write(kind, kind.rows(everything()) if rows is None else rows, out)
    return out.getvalue()


def csv_rows(data):
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_csv_gives_the_exact_words_back():
    *_, row = csv_rows(written(write_csv, CLAIMS))
    assert uncell(row["quote"]) == encodable(NASTY)
    text = nasty_page().report.text
    assert encodable(text[int(row["start"]) : int(row["end"])]) == encodable(NASTY)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_no_cell_of_csv_is_run_by_a_spreadsheet(kind):
    numbers = {c.name for c in kind.columns if c.type in ("number", "integer")}
    for row in csv_rows(written(write_csv, kind)):
        for name, value in row.items():
            assert name in numbers or not value.startswith(tuple("=+-@\t\r\n"))


def test_numbers_stay_numbers():
    *_, sea = csv_rows(written(write_csv, PLACES))
    assert (float(sea["lat"]), float(sea["lon"])) == (-0.5, -179.25)
    assert csv_rows(written(write_csv, FIGURES))[0]["low"] == "4000"


def test_every_line_of_jsonl_is_an_object_with_the_same_keys():
    lines = written(write_jsonl, VERDICTS).decode().splitlines()
    (row,) = map(json.loads, lines)
    assert list(row) == [column.name for column in VERDICTS.columns]
    assert (row["verdict"], row["force"], row["a_low"]) == ("conflict", "hard", 4000)


def test_parquet_keeps_types_and_meanings():
    from pyarrow import parquet

    table = parquet.read_table(io.BytesIO(written(write_parquet, CLAIMS)))
    assert table.num_rows == 3
    assert str(table.schema.field("published_start").type) == "date32[day]"
    assert table.schema.field("quote").metadata[b"description"]
    assert table.column("quote").to_pylist()[-1] == encodable(NASTY)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
@pytest.mark.parametrize("write", [write_csv, write_jsonl, write_parquet])
def test_nothing_said_is_an_empty_table(write, kind):
    data = written(write, kind, rows=())
    if write is write_jsonl:
        assert data == b""
    elif write is write_csv:
        assert csv_rows(data) == []
        assert data.count(b"\r\n") == 1
    else:
        from pyarrow import parquet

        found = parquet.read_table(io.BytesIO(data))
        assert found.num_rows == 0
        assert found.num_columns == len(kind.columns)


def test_very_long_words_are_not_cut():
    from export_samples import claim, report

    its = report("Ann " + "said so " * 50_000)
    one = claim(its, its.text)
    from vedette.export.records import Record

    (row,) = csv_rows_long(written(write_csv, CLAIMS, rows=[Record(its, one)]))
    assert row["quote"] == its.text


def csv_rows_long(data):
    limit = csv.field_size_limit(1_000_000)
    try:
        return csv_rows(data)
    finally:
        csv.field_size_limit(limit)

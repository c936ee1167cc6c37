import sys
from datetime import date

import pytest
from export_samples import NASTY, everything, plain_page

from vedette.errors import BadArgumentError
from vedette.export.columns import CLAIMS, FIGURES, KINDS, VERDICTS
from vedette.export.table import Table
from vedette.export.text import encodable


def table(kind=CLAIMS):
    return Table(kind, list(kind.rows(everything())))


def test_a_table_is_walked_as_plain_records():
    claims = table()
    assert len(claims) == 3
    first = next(iter(claims))
    assert first == claims[0]
    assert first["quote"] == "4,000 soldiers came to Brest in Belarus"
    assert first["published_start"] == date(2025, 9, 16)
    assert claims.columns == tuple(first)
    assert list(claims[1:]) == [claims[1], claims[2]]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_all_frames_hold_the_same(kind):
    rows = list(table(kind))
    assert table(kind).to_arrow().to_pylist() == rows
    assert table(kind).to_polars().to_dicts() == rows
    frame = table(kind).to_pandas()
    assert list(frame.columns) == list(table(kind).columns)
    assert len(frame) == len(rows)
    assert [len(rows) - int(frame[name].isna().sum()) for name in frame.columns] == [
        sum(row[name] is not None for row in rows) for name in frame.columns
    ]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_an_empty_table_has_all_columns(kind):
    empty = Table(kind, [])
    assert empty.to_polars().columns == list(empty.columns)
    assert empty.to_arrow().num_rows == 0
    assert list(empty.to_pandas().columns) == list(empty.columns)
    assert repr(empty) == f"{kind.name}: 0 rows, {len(kind.columns)} columns"
    assert "<tbody></tbody>" in empty._repr_html_()


def test_a_notebook_shows_words_and_runs_none():
    page = table()._repr_html_()
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_terminal_is_not_steered_by_words():
    shown = repr(table())
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert len(shown.splitlines()) == len(table()) + 2
    assert encodable(NASTY)[:10] in shown


def test_what_is_not_shown_is_counted():
    many = Table(FIGURES, list(FIGURES.rows(everything())) * 30)
    assert repr(many).endswith("… and 50 more")
    assert "… and 40 more" in many._repr_html_()


@pytest.mark.parametrize(
    ("library", "method"),
    [("polars", "to_polars"), ("pandas", "to_pandas"), ("pyarrow", "to_arrow")],
)
def test_a_library_that_is_missing_is_named_with_what_to_type(monkeypatch, library, method):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(BadArgumentError, match=rf"needs {library}.*pip install .*\[export\]"):
        getattr(table(), method)()


def test_a_verdict_names_both_figures():
    (one,) = table(VERDICTS)
    assert [one["a_figure"], one["b_figure"]] == [f.id for f in plain_page().figures]
    assert one["reason"] == "4,000 against 5,000"


def test_a_table_says_what_its_columns_mean():
    assert "    lat: number; latitude in degrees, WGS 84" in table().describe()

"""Tables as files: every list under its own address with .csv or .json behind it."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import PlainTextResponse, Response
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from vedette.errors import BadArgumentError
from vedette.export.text import uncell
from vedette.web import tables
from vedette.web.tables import Sheet, as_file, check_size, form_of, paged, written_csv

PAIRS = Sheet("pairs", (("what", lambda row: row[0]), ("many", lambda row: row[1])))
DANGEROUS = ("=1+1", "+1", "-1", "@sum", "\tx", "\rx", "\nx", "\uff1d1", "'=1")


def _read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.integers())))
def test_what_is_written_as_csv_is_read_back_cell_by_cell(rows: list[tuple[str, int]]) -> None:
    head, *body = _read(b"".join(written_csv(PAIRS, rows)))
    assert head == ["what", "many"]
    assert [(uncell(what), int(many)) for what, many in body] == [
        (what.replace("\0", "\ufffd"), many) for what, many in rows
    ]


@given(st.sampled_from(DANGEROUS), st.text(max_size=5, alphabet="ab1"))
def test_no_cell_begins_as_a_formula_does(start: str, rest: str) -> None:
    _, (what, many) = _read(b"".join(written_csv(PAIRS, [(start + rest, -5)])))
    assert what.startswith("'")
    assert many == "-5"  # a number stays a number


def test_a_byte_order_mark_comes_where_it_is_asked_for() -> None:
    assert b"".join(written_csv(PAIRS, [], bom=True)).startswith(b"\xef\xbb\xbfwhat")
    assert b"".join(written_csv(PAIRS, [])) == b"what,many\r\n"


def test_more_rows_than_a_file_holds_are_refused_with_the_way_out() -> None:
    with pytest.raises(BadArgumentError, match="20,001 rows") as refused:
        check_size(tables.MOST + 1)
    assert "vedette export csv" in refused.value.next_step


@pytest.fixture(scope="module")
def little() -> TestClient:
    """Return a client of two pages: a list, and one thing with a name in its address."""
    router = APIRouter()

    @paged(router, "/pairs/{name}")
    def pairs(request: Request, name: str) -> Response:
        if form := form_of(request):
            rows: list[tuple[Any, int]] = [(name, 1), ("ü", 2)]
            return as_file(request, form, PAIRS, iter(rows), name=name)
        return PlainTextResponse(name)

    app = FastAPI()
    app.include_router(router)
    return TestClient(app)


def test_an_address_with_an_ending_is_the_table(little: TestClient) -> None:
    answer = little.get("/pairs/one two.csv")
    assert _read(answer.content) == [["what", "many"], ["one two", "1"], ["ü", "2"]]
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="pairs-one-two.csv"'
    assert little.get("/pairs/x", params={"format": "csv"}).content.startswith(b"what,many")
    assert little.get("/pairs/x").text == "x"


def test_json_comes_in_the_envelope(little: TestClient) -> None:
    answer = little.get("/pairs/x.json", params={"as_of": "2025-09-12"})
    body = json.loads(answer.content)
    assert body["data"] == [{"what": "x", "many": 1}, {"what": "ü", "many": 2}]
    assert body["meta"]["as_of"] == "2025-09-12"
    assert b"".join(tables._written_json(_request(), PAIRS, [])).startswith(b'{"data":[]')


def _request() -> Request:
    scope = {"type": "http", "path": "/", "query_string": b"", "headers": []}
    return Request(scope)

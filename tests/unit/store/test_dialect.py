"""What a user types in a search field, and which error is whose."""

from __future__ import annotations

import sqlite3

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from vedette.errors import BadStoreError, StoreBusy, StoreFull
from vedette.store.dialect import MAX_QUERY_PARTS, explain, query_parts


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("two words", ["two", "words"]),
        ('the "exact phrase" here', ["the", "exact phrase", "here"]),
        ("“typographic quotes” «and these»", ["typographic quotes", "and these"]),
        ("Zapad-2025", ["Zapad-2025"]),
        ('an "open quote', ["an", "open", "quote"]),
        ('--- * ( ) … "" \' ', []),
        ("", []),
    ],
)
def test_a_query_is_words_and_phrases(query: str, parts: list[str]) -> None:
    assert query_parts(query) == parts


@given(st.text())
def test_no_part_of_a_query_holds_a_quotation_mark(query: str) -> None:
    parts = query_parts(query)
    assert len(parts) <= MAX_QUERY_PARTS
    assert not any('"' in part or "\0" in part for part in parts)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("SQLITE_FULL", StoreFull),
        ("SQLITE_BUSY_SNAPSHOT", StoreBusy),
        ("SQLITE_CORRUPT_VTAB", BadStoreError),
        ("SQLITE_IOERR_READ", BadStoreError),
        ("SQLITE_READONLY_DIRECTORY", BadStoreError),
        ("SQLITE_CANTOPEN", BadStoreError),
        ("53100", StoreFull),
        ("55P03", StoreBusy),
        ("28P01", BadStoreError),
        ("08006", BadStoreError),
        ("SQLITE_CONSTRAINT", type(None)),
        ("42P01", type(None)),
    ],
)
def test_an_engines_error_is_told_to_whom_it_concerns(code: str, expected: type) -> None:
    original = sqlite3.OperationalError("x")
    if code.startswith("SQLITE"):
        original.sqlite_errorname = code
    else:
        original.sqlstate = code  # type: ignore[attr-defined]
    error = sa.exc.OperationalError("", {}, original)
    found = explain(error, "vedette.db")
    assert type(found) is expected
    if found is not None:
        assert found.next_step


def test_a_server_that_is_not_there_is_the_users_affair() -> None:
    error = sa.exc.OperationalError("", {}, Exception("connection refused"))
    assert isinstance(explain(error, "db"), BadStoreError)

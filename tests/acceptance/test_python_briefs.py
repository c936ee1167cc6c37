"""Briefs and checks from Python, over a store of the example corpus."""

from __future__ import annotations

import sys

import pytest
from running import vedette as command

import vedette
from vedette.errors import BadArgumentError, NotFoundError

TEXT = """Valery Revenko said that 6,800 soldiers would take part.

Forty submarines sailed from Lisbon to the Azores in July.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory, corpus):
    folder = tmp_path_factory.mktemp("briefs")
    done = command("ingest", corpus, "--store", "s.db", cwd=folder)
    assert done.returncode == 0, done.stderr
    with vedette.open(str(folder / "s.db")) as archive:
        yield archive


def test_a_check_is_a_table_of_quotes(archive):
    checks = archive.check(TEXT)
    rows = list(checks)
    assert rows[0]["sentence"] == "Valery Revenko said that 6,800 soldiers would take part."
    assert rows[-1]["verdict"] == "not found"
    assert rows[-1]["quote"] is None
    assert rows[-1]["report"] is None
    for row in rows:
        assert TEXT[row["sentence_start"] : row["sentence_end"]] == row["sentence"]
        if row["quote"] is not None:
            assert archive.text(row["report"])[row["start"] : row["end"]] == row["quote"]
    assert checks.to_polars().to_dicts() == rows
    assert checks.to_arrow().to_pylist() == rows
    assert list(checks.to_pandas().columns) == list(checks.columns)
    assert "<table>" in checks._repr_html_()
    assert repr(checks).startswith("checks: ")


def test_a_check_sees_the_picture_that_is_asked_for(archive):
    early = archive.at("2024-01-01").check(TEXT)
    assert {row["verdict"] for row in early} == {"not found"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no text"),
        ("?!", "no text"),
        ("Tanks left. " * 2_000, "at most 20,000"),
        ("Военные учения начались в пятницу, и они ещё идут.", "only English"),
    ],
)
def test_a_text_that_cannot_be_checked_is_named(archive, text, told):
    with pytest.raises(BadArgumentError, match=told):
        archive.check(text)


def test_a_text_may_hold_anything(archive):
    rows = list(archive.check("Tanks\x00 \ud800left <b>Brest</b>.\r\n\r\n\u202eNobody saw it."))
    assert rows
    archive.check("<script>alert(1)</script> said the general.")._repr_html_().index("&lt;script")


def test_a_brief_is_text_data_and_a_page(archive):
    brief = archive.brief("zapad-2025")
    data = brief.data
    assert set(data) >= {"headline", "deck", "paragraphs"}
    assert data["rewriting"] is None
    assert data["headline"] in repr(brief)
    assert "[1] " in repr(brief)
    page = brief._repr_html_()
    assert page.startswith("<h3>")
    assert page.count("<li>") == len(brief.brief.notes)
    with pytest.raises(NotFoundError, match="no activity is called"):
        archive.brief("Zapad-2052")


def test_nothing_is_sent_where_nothing_is_configured(archive, monkeypatch):
    monkeypatch.setitem(sys.modules, "httpx", None)  # it is not even looked for
    with pytest.raises(BadArgumentError, match="nothing is sent"):
        archive.brief("zapad-2025", rewrite=True)

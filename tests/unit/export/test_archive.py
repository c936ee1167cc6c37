"""The store from Python."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from export_samples import DRILL, nasty_page, plain_page
from test_exporting import NOON, analysis, other_page

import vedette
from vedette.errors import BadArgumentError, BadStoreError, NotFoundError
from vedette.store.store import open_store


@pytest.fixture
def archive(tmp_path):
    path = str(tmp_path / "s.db")
    with open_store(path) as store:
        pages = (plain_page(), nasty_page(), other_page())
        store.add([(page.report, analysis(page)) for page in pages], ingested_at=NOON)
    with vedette.open(path) as archive:
        yield archive


def test_claims_are_found_as_on_the_command_line(archive):
    assert len(archive.claims()) == 4
    assert len(archive.claims(about="granite-2025")) == 2
    assert len(archive.claims(speaker="Ann Petrova")) == 1
    assert len(archive.claims(predicate="size")) == 4
    assert [row["quote"] for row in archive.claims(text="FLEET sailed")] == ["the fleet sailed"]
    assert len(archive.claims(about=DRILL.name, speaker="Bob")) == 0


def test_all_kinds_are_tables(archive):
    assert [row["low"] for row in archive.figures(about=DRILL.name)] == [4000.0, 5000.0, 700.0]
    assert len(archive.places(about=DRILL.name)) == 3
    assert {row["publisher"] for row in archive.reports()} == {"Example Wire", None}


def test_offsets_lead_into_the_text(archive):
    for row in archive.claims(about=DRILL.name):
        assert archive.text(row["report"])[row["start"] : row["end"]] == row["quote"]


def test_a_picture_of_the_past_leaves_out_what_came_later(archive):
    assert len(archive.at("2025-09-15").reports()) == 0
    assert len(archive.at(date(2025, 9, 16)).reports()) == 2
    assert len(archive.at(datetime(2025, 9, 20, 13, tzinfo=UTC), by="retrieved").reports()) == 3


def test_what_is_there_is_said_in_one_line(archive):
    assert repr(archive).endswith("3 reports, 4 claims, 3 figures>")
    assert "as of 2025-09-16" in repr(archive.at("2025-09-16"))


def test_a_call_sees_what_was_stored_since_the_last(tmp_path):
    path = str(tmp_path / "s.db")
    with open_store(path) as store, vedette.open(path) as archive:
        assert len(archive.claims()) == 0
        store.add([(plain_page().report, analysis(plain_page()))], ingested_at=NOON)
        assert len(archive.claims()) == 2


def test_mistakes_are_named(archive, tmp_path):
    with pytest.raises(NotFoundError, match="Did you mean"):
        archive.figures(about="Granit-2025")
    with pytest.raises(NotFoundError, match="no activity is called"):
        archive.verdicts(about="Granite-2025")  # nobody made it an activity in this store
    with pytest.raises(BadArgumentError, match="is no date"):
        archive.at("yesterday")
    with pytest.raises(BadStoreError, match="no store is there"):
        vedette.open(str(tmp_path / "none.db"))


@pytest.mark.parametrize("name", ["claims", "figures", "places", "reports", "verdicts"])
def test_help_lists_the_columns(archive, name):
    text = getattr(archive, name).__doc__
    assert "Columns:" in text
    assert "quote: text" in text or "reason: text" in text or "headline: text" in text


def test_the_public_surface_is_one_function():
    assert vedette.__all__ == ["__version__", "open"]
    assert all(hasattr(vedette, name) for name in vedette.__all__)


def test_importing_vedette_loads_nothing_heavy():
    import subprocess
    import sys

    heavy = {"spacy", "sqlalchemy", "numpy", "polars", "pandas", "pyarrow", "rich", "typer"}
    code = "import sys, vedette; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert heavy.isdisjoint(done.stdout.split())

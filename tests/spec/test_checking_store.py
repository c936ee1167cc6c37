"""Checking a text against a store: what is searched, what is shown, what is no evidence."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from checks import MODEL
from papers import paper

from vedette.model import Report
from vedette.run.checking import Result, check_in_store, understood
from vedette.store.store import open_store

TEXT = (
    "The tanker Petra left Santos on Monday. She carried sugar for Odessa. "
    "Captain Ana Lima said that the crew was well. The voyage takes 20 days."
)


@pytest.fixture
def against(tmp_path):
    def check(text: str, *reports: Report) -> Result:
        with open_store(str(tmp_path / "store.db")) as store:
            pairs = [(one, understood(one, MODEL)[1]) for one in reports]
            store.add(pairs, ingested_at=datetime(2025, 9, 16, tzinfo=UTC))
            with store.view() as view:
                return check_in_store(paper(text, publisher="Somebody"), view, model=MODEL)

    return check


def test_a_text_is_no_evidence_for_itself(against):
    found = against(TEXT, paper(TEXT, publisher="Reprint"), paper("Waves were high at Malta."))
    assert {str(one.finding) for one in found.checked} == {"not found"}


def test_a_sentence_that_two_outlets_print_is_shown_once(against):
    said = "The tanker Petra left Santos on Monday."
    reports = (paper(f"{said} Waves were high.", publisher=p) for p in ("One", "Two"))
    [found] = against(said, *reports).checked
    assert str(found.finding) == "supported"
    assert len(found.evidence) == 1


def test_a_state_is_found_by_its_adjective(against):
    report = paper("American officers watched the drill at Rena.")
    [found] = against("U.S. officers watched the drill at Rena.", report).checked
    assert str(found.finding) == "supported"


def test_what_was_searched_is_told_with_number_days_and_language(against):
    report = paper("American officers watched the drill at Rena.", published="2025-09-14")
    [found] = against("Dolphins sang near the harbour of Malta last night.", report).checked
    assert "1 report published from 2025-09-14 to 2025-09-14, in English" in found.reason


def test_words_and_offsets_belong_to_the_stored_report(against):
    report = paper("Waves were high.\n\nThe tanker Petra left Santos on Monday.")
    result = against("The tanker Petra left Santos on Monday.", report)
    [proof] = result.checked[0].evidence
    assert proof.report_id in result.reports
    assert report.text[proof.span.start : proof.span.end] == proof.span.quote

"""The facts of the example corpus are found where they stand, and shown on the board.

`zapad_rows.toml` lists row, report and span; each is a test of its own.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from vedette.compare.conventions import load_conventions
from vedette.compare.ledger import build_ledger

TABLES = tomllib.loads((Path(__file__).parent / "zapad_rows.toml").read_text(encoding="utf-8"))
ROWS = TABLES["row"]
BACKED = TABLES["corroboration"]
NUMBERS = [row for row in ROWS if "ordinal" not in row]
ON_BOARD = [row for row in NUMBERS if row["activity"]]


def name(row):
    return f"{row['row']} in {row['report'].removesuffix('.txt')}"


def figures_at(outcome, quote):
    """Return the figures whose number stands inside the quoted words."""
    start = outcome.report.text.index(quote)
    end = start + len(quote)
    return [f for f in outcome.analysis.figures if start <= f.number.start < end]


def described(figure):
    return {
        "low": figure.low,
        "high": figure.high,
        "bound": str(figure.bound),
        "counted": figure.counted,
    }


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_the_words_of_a_row_stand_once_in_its_report(row, corpus_outcomes):
    assert corpus_outcomes[row["report"]].report.text.count(row["quote"]) == 1


@pytest.mark.parametrize("row", NUMBERS, ids=name)
def test_a_row_is_read_with_value_bound_and_class(row, corpus_outcomes):
    found = figures_at(corpus_outcomes[row["report"]], row["quote"])
    assert found, "no figure in these words"
    if "change" in row:
        assert any(f.change for f in found)
        return
    expected = {
        "low": row.get("low"),
        "high": row.get("high"),
        "bound": row["bound"],
        "counted": row["counted"],
    }
    if row.get("comparative"):
        assert any(f.change or f.compared_to for f in found)
    else:
        assert expected in [described(f) for f in found]


@pytest.fixture(scope="session")
def ledgers(corpus_outcomes):
    items = [(o.report, o.analysis) for o in corpus_outcomes.values()]
    names = {row["activity"] for row in ON_BOARD}
    return {n: build_ledger(items, activity=n, conventions=load_conventions(None)) for n in names}


def board_row(row, ledger, outcome):
    """Return the board row that carries these words, as reading or as garbled rendering."""
    start = outcome.report.text.index(row["quote"])
    end = start + len(row["quote"])
    for candidate in ledger.rows:
        for carrier in (*candidate.carriers, *candidate.garbled):
            inside = carrier.span.start < end and start < carrier.span.end
            if carrier.report_id == outcome.report.id and inside:
                return candidate
    return None


@pytest.mark.parametrize("row", ON_BOARD, ids=name)
def test_a_row_stands_on_the_board_with_speaker_and_scope(row, ledgers, corpus_outcomes):
    outcome = corpus_outcomes[row["report"]]
    found = board_row(row, ledgers[row["activity"]], outcome)
    assert found is not None, "not on the board"
    scope = found.figure.scope
    assert scope.activity == row["activity"]
    if row["place"] not in ("", "whole"):
        assert scope.place == row["place"]
    if row["place"] == "whole":
        assert scope.place is None
    if row["speaker"]:
        assert row["speaker"] in (found.speaker.name, found.speaker.body), found.speaker
    if row["force"] in STATES:
        assert row["force"] in scope.force
    if not row.get("change") and not row.get("errs"):
        right = str(found.figure.stage) == row["stage"]
        assert right != (row.get("misread") == "stage"), found.figure.stage


STATES = {"Russia", "Belarus", "Poland", "Lithuania"}


@pytest.mark.parametrize("backed", BACKED, ids=lambda backed: backed["row"])
def test_the_three_numbers_of_a_row_are_what_a_reader_counts(backed, ledgers, corpus_outcomes):
    row = next(row for row in ROWS if row["row"] == backed["row"])
    found = board_row(row, ledgers[row["activity"]], corpus_outcomes[row["report"]])
    assert sorted(one.name for one in found.utterers) == backed["utterers"]
    assert [name.removesuffix(" (retold)") for name in found.outlets] == backed["outlets"]
    assert len(found.origins) == backed["origins"]
    assert found.has_one_origin == (backed["origins"] == 1)
    assert found.has_one_utterer == (len(backed["utterers"]) == 1)


def test_the_reprints_are_folded_and_the_independent_reports_are_not(ledgers, corpus_outcomes):
    names = {outcome.report.id: name for name, outcome in corpus_outcomes.items()}
    for ledger in ledgers.values():
        folded = [sorted(map(names.get, one.report_ids)) for one in ledger.origins]
        expected = [
            sorted(texts)
            for texts in TABLES["reprints"]["texts"]
            if any(set(texts) & set(one) for one in folded)
        ]
        assert [one for one in folded if len(one) > 1] == expected


@pytest.mark.parametrize("fact", TABLES["fact"], ids=lambda fact: fact["says"])
def test_the_public_record_is_on_the_board_or_has_a_reason(fact, ledgers, corpus_outcomes):
    rows = [row for name in fact["rows"] for row in ROWS if row["row"] == name]
    assert len({row["row"] for row in rows}) == len(fact["rows"])
    assert rows or fact["off_board"]
    for row in rows:
        outcome = corpus_outcomes[row["report"]]
        if "off_board" in fact:
            assert not row["activity"]
            assert not any(board_row(row, ledger, outcome) for ledger in ledgers.values())
        else:
            assert board_row(row, ledgers[row["activity"]], outcome) is not None


def test_the_public_record_names_each_row_of_the_examples_once():
    named = [name for fact in TABLES["fact"] for name in fact["rows"]]
    assert len(named) == len(set(named))
    retold = {"halved-ministry-lead", "halved-ministry-in-belarus", "halved-minsk"}
    erring = {row["row"] for row in ROWS if "errs" in row or "ordinal" in row}
    others = {row["row"] for row in ROWS} - {*named, *retold, *erring}
    assert others == {
        "godliauskas-kaliningrad",
        "muraveiko-three-grounds",
        "putin-10000-equipment",
        "zapad-2021-200000-pap",
    }

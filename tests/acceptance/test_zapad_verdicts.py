"""The worked pairs of the verdict rules come out of the reports themselves, not of made-up rows.

Rows are looked up by speaker and number on the board of the example corpus.
"""

from __future__ import annotations

import pytest

from vedette.compare.conventions import load_conventions
from vedette.compare.ledger import build_ledger


@pytest.fixture(scope="session")
def zapad(corpus_outcomes):
    items = [(o.report, o.analysis) for o in corpus_outcomes.values()]
    return build_ledger(items, activity="Zapad-2025", conventions=load_conventions(None))


@pytest.fixture(scope="session")
def iron_defender(corpus_outcomes):
    items = [(o.report, o.analysis) for o in corpus_outcomes.values()]
    return build_ledger(items, activity="Iron Defender-25", conventions=load_conventions(None))


def rows(ledger, speaker, low=None, high=None, **more):
    """Return rows by speaker (name or body), ends, and attributes of scope."""
    found = []
    for row in ledger.rows:
        figure = row.figure
        if speaker and speaker not in (row.speaker.name, row.speaker.body):
            continue
        if (figure.low, figure.high) != (low, high):
            continue
        if all(getattr(figure.scope, key) == value for key, value in more.items()):
            found.append(row)
    return found


REVENKO = ("Valery Revenko", 6800, 6800)
RUSSIANS = ("Russia", None, 13000)
PUTIN = ("Vladimir Putin", 100000, 100000)
LITHUANIA = ("Defence Intelligence and Security Service of Lithuania", None, 30000)
COLONEL = ("Mindaugas Mažonas", 8000, 8000)
COLONEL_RUSSIAN = ("Mindaugas Mažonas", 2000, 2000)
ZELENSKY = ("Volodymyr Zelensky", None, 150000)
MINISTRIES = (None, 13000, 13000)
REVENKO_7000 = ("Valery Revenko", None, 7000)
REVENKO_6850 = ("Valery Revenko", 6850, 6850)
NEWS_BY = ("news.by", 6500, 6500)
MINISTRY = ("Belarusian Ministry of Defence", 13000, 13000)


def verdicts_between(ledger, a, b):
    ones = {row.id for row in rows(ledger, *a)}
    others = {row.id for row in rows(ledger, *b)}
    assert ones, f"no row for {a}"
    assert others, f"no row for {b}"
    return [
        one
        for one in ledger.verdicts
        if (one.a in ones and one.b in others) or (one.b in ones and one.a in others)
    ]


@pytest.mark.parametrize(
    ("a", "b", "verdict", "force"),
    [
        (REVENKO, RUSSIANS, "part of", None),
        (PUTIN, MINISTRIES, "conflict", "hard"),
        (PUTIN, LITHUANIA, "conflict", "hard"),
        (PUTIN, ZELENSKY, "refines", None),
        (LITHUANIA, MINISTRIES, "conflict", "soft"),
        (LITHUANIA, ZELENSKY, "conflict", "soft"),
        (COLONEL_RUSSIAN, COLONEL, "part of", None),
        (COLONEL, REVENKO, "agree", None),
        (REVENKO_6850, REVENKO_7000, "refines", None),
        (NEWS_BY, REVENKO, "agree", None),
    ],
)
def test_a_worked_pair(zapad, a, b, verdict, force):
    found = {
        (str(one.verdict), one.force and str(one.force)) for one in verdicts_between(zapad, a, b)
    }
    assert (verdict, force) in found


def test_a_number_that_its_speaker_changed_answers_another_question(zapad):
    (announced,) = {row.id: row for row in rows(zapad, *MINISTRY)}.values()
    assert announced.replaced_by is not None
    against_putin = verdicts_between(zapad, MINISTRY, PUTIN)
    assert {(str(v.verdict), v.code) for v in against_putin} == {("different question", "replaced")}


def test_the_other_edition_answers_another_question(zapad):
    older = {r.id for r in zapad.rows if r.figure.scope.activity == "Zapad-2021"}
    putin = {r.id for r in rows(zapad, *PUTIN)}
    found = [v for v in zapad.verdicts if {v.a, v.b} & older and {v.a, v.b} & putin]
    assert found
    assert {str(v.verdict) for v in found} == {"different question"}


def test_the_part_of_the_older_edition_is_a_part(zapad):
    found = [
        v
        for v in zapad.verdicts
        if str(v.verdict) == "part of"
        and _numbers(zapad, v.a) == (12800, 12800)
        and _numbers(zapad, v.b) == (200000, 200000)
    ]
    assert found


def _numbers(ledger, row_id):
    figure = next(r.figure for r in ledger.rows if r.id == row_id)
    return figure.low, figure.high


def test_a_paraphrase_that_contradicts_its_own_quotation_is_garbled(zapad):
    quotes = {row.carriers[0].span.quote for row in zapad.garbled}
    assert any("no fewer than 30,000" in quote for quote in quotes)
    judged = {one.code for one in zapad.renderings}
    assert "garbled" in judged
    compared = {i for v in zapad.verdicts for i in (v.a, v.b)}
    assert not compared & {row.id for row in zapad.garbled}


def test_a_lead_that_contradicts_the_statement_beneath_it_is_garbled(iron_defender):
    quotes = {row.carriers[0].span.quote for row in iron_defender.garbled}
    assert any("at least 34,000" in quote.lower() for quote in quotes)


def test_both_thresholds_are_laid_beside_the_figures_of_the_whole(zapad):
    observers, notification = sorted(zapad.thresholds, key=lambda test: -test.threshold.value)
    assert (observers.threshold.value, notification.threshold.value) == (13000, 9000)
    fewer = {row.id for row in rows(zapad, *RUSSIANS)}
    about = {row.id for row in rows(zapad, *MINISTRIES)}
    putin = {row.id for row in rows(zapad, *PUTIN)}
    belarus = {row.id for row in rows(zapad, *COLONEL)}
    assert fewer & set(observers.below)
    assert about & set(observers.straddled_by)
    assert putin & set(observers.reached_by)
    assert belarus <= set(observers.not_tested)
    assert about & set(notification.reached_by)


def test_reprints_of_one_wire_text_are_one_origin(zapad):
    folded = [origin for origin in zapad.origins if len(origin.report_ids) >= 4]
    assert len(folded) == 1

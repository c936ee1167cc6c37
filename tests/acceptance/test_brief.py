"""A brief says nothing without words that carry it, and the same of the same store."""

from __future__ import annotations

import re

import pytest

from vedette.brief.compose import compose
from vedette.compare.ledger import build_ledger

NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+")


@pytest.fixture(scope="module")
def items(corpus_outcomes):
    return [(o.report, o.analysis) for o in corpus_outcomes.values()]


@pytest.fixture(scope="module")
def brief(items):
    return compose(build_ledger(items, activity="Zapad-2025"), items)


def sentences(brief):
    return [sentence for paragraph in brief.paragraphs for sentence in paragraph]


def test_every_sentence_points_to_words_that_stand_in_their_report(brief, items):
    reports = {report.id: report for report, _ in items}
    assert len(sentences(brief)) > 12
    for sentence in sentences(brief):
        for evidence in sentence.evidence:
            assert evidence.span.holds_in(reports[evidence.report_id].text)


def test_every_figure_told_stands_in_its_words(brief):
    """Numbers that the rules derive stand only in the reasons of a conflict."""
    told = [s for s in sentences(brief) if "conflict" not in s.text and "Document" not in s.text]
    for sentence in told:
        carried = " ".join(e.span.quote for e in sentence.evidence)
        for number in NUMBER.findall(sentence.text):
            plain = number.replace(",", "")
            thousands = plain.removesuffix("000")
            words = {number, plain, f"{thousands} thousand", f"{thousands}-", "six to eight"}
            assert any(word in carried for word in words), (number, carried)


def test_the_speakers_of_the_widest_disagreement_are_named(brief):
    text = " ".join(s.text for s in sentences(brief))
    for name in ("Vladimir Putin", "Valery Revenko", "Volodymyr Zelensky", "Mindaugas Mažonas"):
        assert name in text


def test_the_same_reports_give_the_same_brief_in_any_order(brief, items):
    again = list(reversed(items))
    ledger = build_ledger(again, activity="Zapad-2025")
    assert (
        compose(ledger, sorted(again, key=lambda i: i[0].id)).paragraphs[1:4]
        == (compose(ledger, sorted(items, key=lambda i: i[0].id)).paragraphs[1:4])
    )
    assert compose(build_ledger(items, activity="Zapad-2025"), items) == brief

"""Scores of checked summaries, from findings made up."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from quality.qags import joined
from quality.summedits import Case, measures
from quality.texts import plain_report

from vedette.model import Checked, Finding, Proof, Span

SPAN = Span(0, 4, "Word")
PROOF = (Proof("rep-1", SPAN, supports=True),)
SUPPORTED = Checked(SPAN, Finding.SUPPORTED, "why", PROOF)
AS_SAID = Checked(SPAN, Finding.PARTLY, "why", PROOF, as_said=True)
PARTLY = Checked(SPAN, Finding.PARTLY, "why", PROOF)
CONTRADICTED = Checked(SPAN, Finding.CONTRADICTED, "why", PROOF)


def case(*, consistent, kinds=()):
    return Case("document", "said", consistent=consistent, kinds=kinds)


def test_balanced_accuracy_weighs_both_answers_alike():
    cases = [case(consistent=True)] * 3 + [case(consistent=False, kinds=("swap",))]
    found = [(SUPPORTED,), (AS_SAID,), (SUPPORTED, PARTLY), (CONTRADICTED,)]
    scores = measures(cases, found)
    assert round(scores["consistent_passed"], 1) == 66.7
    assert scores["inconsistent_caught"] == scores["caught_swap"] == 100
    assert round(scores["balanced_accuracy"], 1) == 83.3
    assert scores["contradicted_precision"] == 100
    assert scores["contradicted"] == 1


def test_numbers_that_the_tokens_of_a_set_pull_apart_are_joined():
    assert joined("1, 600 of 2. 4 million well - known") == "1,600 of 2.4 million well-known"
    assert joined("In 1999, 20 left. 3 stayed") == "In 1999, 20 left. 3 stayed"


def test_each_line_of_a_text_is_a_paragraph():
    report = plain_report("One line. \n\n  Another.\n")
    assert [report.text[b.start : b.end] for b in report.blocks] == ["One line.", "Another."]

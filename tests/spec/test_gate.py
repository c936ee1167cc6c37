"""The gate: a composed sentence leaves only if the words that it cites carry it."""

from __future__ import annotations

import pytest
from checks import MODEL
from papers import paper

from vedette.brief.check.gate import Cited
from vedette.model import Span
from vedette.run.checking import understood
from vedette.run.gating import passes

TEXT = (
    "Colonel Ivan Petrov told Example News on Monday that about 13,000 soldiers would take part "
    "in the drill near Narva. The frigate Aurora fired two missiles at a barge."
)


def let_out(sentence: str, words: str, text: str = TEXT) -> bool:
    report = paper(text)
    start = report.text.index(words)
    _, analysis = understood(report, MODEL)
    cited = Cited(report, analysis, Span.cut(report.text, start, start + len(words)))
    return passes(sentence, [cited], model=MODEL)


def test_what_the_cited_words_say_passes():
    said = "Ivan Petrov said that about 13,000 soldiers would take part in the drill near Narva."
    assert let_out(said, "about 13,000 soldiers")


@pytest.mark.parametrize(
    "said",
    [
        "Ivan Petrov said that 13,000 soldiers would take part in the drill near Narva.",
        "Ivan Petrov said that about 14,000 soldiers would take part in the drill near Narva.",
        "Anna Tamm said that about 13,000 soldiers would take part in the drill near Narva.",
        "About 13,000 soldiers would take part in the drill near Narva.",
        "Ivan Petrov said that about 13,000 soldiers would take part in the drill near Tallinn.",
        "Ivan Petrov said that about 13,000 soldiers would not take part in the drill near Narva.",
    ],
)
def test_one_change_is_stopped(said):
    assert not let_out(said, "about 13,000 soldiers")


def test_words_of_the_same_report_that_are_not_cited_do_not_carry():
    assert not let_out("The frigate Aurora fired two missiles at a barge.", "about 13,000 soldiers")
    assert let_out("The frigate Aurora fired two missiles at a barge.", "The frigate Aurora fired")


def test_a_sentence_that_cites_nothing_is_stopped():
    assert not passes("The frigate Aurora fired two missiles at a barge.", [], model=MODEL)


def test_a_text_without_a_word_is_stopped():
    assert not passes("…", [], model=MODEL)

"""What of a brief stands on some words: the sentences that would go with them."""

from __future__ import annotations

from vedette.model import Brief, BriefSentence, Evidence, Section, Span
from vedette.web.resting import resting

TEXT = "The ministry said 500 soldiers came. Nobody counted them."
FIRST, SECOND = Span.cut(TEXT, 0, 36), Span.cut(TEXT, 37, 57)
FIGURE = Span.cut(TEXT, 18, 30)


def _sentence(text: str, *evidence: Evidence) -> BriefSentence:
    return BriefSentence(text, (), evidence, searched="" if evidence else "2 reports")


def _brief(*sentences: BriefSentence) -> Brief:
    return Brief(
        "Granite", _sentence("Granite", Evidence("b", FIRST)), (), (Section("", sentences),)
    )


def test_a_sentence_that_stands_on_the_words_alone_goes_and_one_with_others_is_counted():
    brief = _brief(
        _sentence("500 came.", Evidence("a", FIRST)),
        _sentence("500 came, uncounted.", Evidence("a", FIRST), Evidence("b", SECOND)),
        _sentence("Nobody counted.", Evidence("a", SECOND)),
        _sentence("No report tells the end."),
    )
    found = resting(brief, "a", FIGURE)
    assert (found.subject, found.alone, found.others) == ("Granite", ("500 came.",), 1)


def test_the_same_words_of_another_report_are_not_these():
    brief = _brief(_sentence("500 came.", Evidence("c", FIRST)))
    assert resting(brief, "a", FIGURE).alone == ()

"""What a sentence has that its evidence has nowhere counts against it."""

from __future__ import annotations

from checks import MODEL
from papers import paper

from vedette.brief.check.align import Pool, align
from vedette.brief.check.entail import known, sure
from vedette.brief.check.passages import passages
from vedette.run.checking import understood

REPORT = (
    "Three Polish tanks crossed the river on Monday. The old bridge was closed to lorries. "
    "Estonian engineers repaired the road."
)


def aligned(sentence: str):
    """Return the sentence beside the report."""
    pool = Pool(passages(*understood(paper(REPORT), MODEL)))
    (said,) = passages(*understood(paper(sentence, publisher="Somebody"), MODEL))
    return align(said, pool)[0]


def test_a_denial_that_no_report_has_is_counted():
    assert known(aligned("Polish tanks did not cross the river."))["new_negation"] == 1
    assert known(aligned("Polish tanks crossed the river."))["new_negation"] == 0


def test_a_quantifier_that_the_evidence_lacks_is_counted():
    assert known(aligned("Every tank crossed the river."))["new_determiner"] == 1
    assert known(aligned("The tanks crossed the river."))["new_determiner"] == 0


def test_words_of_the_reports_put_together_anew_are_counted():
    assert known(aligned("Estonian tanks crossed the river."))["new_modifier"] == 1
    assert known(aligned("Polish tanks crossed the river."))["new_modifier"] == 0


def test_what_is_new_makes_a_sentence_less_sure():
    plain = aligned("Polish tanks crossed the river on Monday.")
    changed = aligned("Estonian tanks did not cross the river on Monday.")
    plain_sure, changed_sure = sure([plain, changed])
    assert changed_sure < plain_sure

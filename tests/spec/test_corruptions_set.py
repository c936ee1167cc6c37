"""The set of corruptions and rewordings, on sentences made up for the test."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


from checks import MODEL
from papers import paper
from quality.corruptions.choose import changes
from quality.corruptions.corrupt import CORRUPTIONS
from quality.corruptions.reword import REWORDINGS
from quality.corruptions.texts import Document

from vedette.brief.check.align import Pool
from vedette.brief.check.decide import FAR_BAR, check
from vedette.brief.check.passages import passages
from vedette.run.checking import understood

TEXT = """Admiral Ivan Petrov said that the frigate Aurora would leave Tallinn on Monday.

The shipyard in Gdansk has repaired 14 tugs in three weeks.

Some residents of Riga left their homes after at least 40 shells hit the harbour.

The Vistula Company bought the depot for $25 million on 3 March 2024.

Marta Kowalska, the former head of the port authority, may return to Gdansk in April.

The cabinet in Vilnius did not approve the plan.
"""


@pytest.fixture(scope="module")
def document():
    report = paper(TEXT, publisher="Example News", published="2024-03-05")
    return Document("made up", report, *understood(report, MODEL))


def made(document, rules):
    return changes([document], rules, 12)


def test_corruptions_of_most_kinds_are_made_of_a_few_sentences(document):
    kinds = {one.kind for one in made(document, CORRUPTIONS)}
    assert {"numbers", "bounds", "units", "dates", "polarity", "certainty", "scope"} <= kinds


def test_the_set_is_the_same_each_time_it_is_made(document):
    first, second = (made(document, {**CORRUPTIONS, **REWORDINGS}) for _ in range(2))
    assert [one.made for one in first] == [one.made for one in second]


def test_a_corruption_changes_its_sentence_and_says_what_it_changed(document):
    for one in made(document, CORRUPTIONS):
        assert one.made.text != one.source.text
        assert one.made.was or one.made.now


def test_corruptions_are_caught_and_rewordings_let_through(document):
    pool = Pool(passages(document.reading, document.analysis))
    wrong = [one for one in made(document, CORRUPTIONS) if is_supported(one, pool)]
    refused = [one for one in made(document, REWORDINGS) if not is_supported(one, pool)]
    assert len(wrong) <= 2, [one.made.text for one in wrong]
    assert len(refused) <= 3, [one.made.text for one in refused]


def is_supported(change, pool):
    text = understood(paper(change.made.text, publisher="Somebody", published=None), MODEL)
    found = check(passages(*text), pool, "the report", FAR_BAR)
    return all(str(one.finding) == "supported" for one in found)

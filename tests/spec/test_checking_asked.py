"""A language model that is asked can hold a sentence back, and lets none pass by itself."""

from __future__ import annotations

from checks import MODEL
from papers import paper

from vedette.run.checking import check_documents

REPORT = (
    "The mayor of Riverton opened a new bridge over the Ash on Monday. It replaces a ferry that "
    "had carried farmers to the market for sixty years. The bridge cost nine million dollars. "
    "Schools stayed closed."
)
LOOSE = "A ferry to the market was replaced by a bridge that the mayor opened."
WRONG = "The mayor of Riverton opened a new bridge over the Ash on Friday."
COPIED = "The bridge cost nine million dollars."


class Model:
    """Answer every question with the same odds, and keep what was asked."""

    def __init__(self, odds):
        self.odds = odds
        self.asked = []

    def __call__(self, messages):
        self.asked.append(messages[-1]["content"])
        return self.odds


def finding(text, odds):
    model = Model(odds)
    found = check_documents(paper(text), [paper(REPORT)], model=MODEL, ask=model).checked
    return [str(one.finding) for one in found], model.asked


def test_a_model_that_says_no_holds_a_reworded_sentence_back():
    (yes,), asked = finding(LOOSE, 12.0)
    (no,), _ = finding(LOOSE, -12.0)
    assert (yes, no) == ("supported", "partly")
    assert len(asked) == 1


def test_a_model_that_says_yes_changes_nothing_that_the_rules_find_wrong():
    plain = str(check_documents(paper(WRONG), [paper(REPORT)], model=MODEL).checked[0].finding)
    assert plain != "supported"
    assert finding(WRONG, 12.0) == ([plain], [])


def test_what_stands_there_word_for_word_is_not_asked():
    assert finding(COPIED, -12.0) == (["supported"], [])


def test_the_question_holds_the_sentence_and_the_words_nearest_to_it():
    _, (asked,) = finding(LOOSE, 0.0)
    assert asked.startswith("Document:\nThe mayor of Riverton opened")
    assert f"Summary: {LOOSE}" in asked
    assert asked.index("It replaces a ferry") < asked.index("Summary:")
    assert asked.endswith("Answer Yes or No.")

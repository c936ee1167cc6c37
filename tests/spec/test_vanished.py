"""What a newer version of a report no longer says is told, and which note says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from saying import item

from vedette.compare.statements.vanished import vanished
from vedette.model import Block, Loss, Report, Zone
from vedette.run.config import DEFAULT_MODEL
from vedette.run.runner import analyse_one

URL = "https://example.org/ships"
BODY = (
    "Four ships left Lund on Monday. The crews will stay at sea, Defence Minister Pål Jonson said."
)


def version(text, published="2024-03-04", note=None):
    if note is None:
        return item(text, "Harbour News", published, URL)
    whole = f"{text}\n\n{note}"
    report, _ = item(whole, "Harbour News", published, URL)
    first, last = report.blocks[:-1], report.blocks[-1]
    report = replace(report, blocks=(*first, Block(Zone.CORRECTION, last.start, last.end)))
    return report, analyse_one(report, DEFAULT_MODEL).analysis


def losses(*versions):
    return [(one.kind, one.loss, one.words.quote) for one in vanished(versions)]


def test_a_statement_that_is_gone_has_vanished():
    newer = "Four ships left Lund on Monday."
    assert losses(version(BODY), version(newer)) == [
        ("statement", Loss.VANISHED, "The crews will stay at sea")
    ]


def test_another_number_in_the_same_sentence_is_an_alteration():
    (found,) = vanished([version(BODY), version(BODY.replace("Four", "Nine"))])
    assert (found.kind, found.loss) == ("figure", Loss.ALTERED)
    assert (found.words.quote, found.now.quote) == ("Four ships", "Nine ships")


def test_a_statement_turned_into_its_opposite_is_altered():
    newer = BODY.replace("will stay", "will not stay")
    (found,) = vanished([version(BODY), version(newer)])
    assert found.loss is Loss.ALTERED
    assert found.now.quote == "The crews will not stay at sea"


@pytest.mark.parametrize(
    "newer",
    [
        BODY,
        BODY + " The weather was calm.",
        "Harbour News - " + BODY,
        BODY.replace("Defence Minister Pål Jonson said", "said Pål Jonson, the defence minister"),
        BODY.replace("The crews", "All the crews"),
    ],
)
def test_what_is_only_moved_or_reworded_has_not_vanished(newer):
    assert losses(version(BODY), version(newer)) == []


def test_a_note_that_names_the_number_ties_to_it():
    note = (
        "Correction: an earlier version of this report said that four ships left. The number is "
        "nine."
    )
    newer = version(BODY.replace("Four", "Nine"), "2024-03-05", note)
    (found,) = vanished([version(BODY), newer])
    assert found.loss is Loss.CORRECTED
    assert found.note.quote == note
    assert found.now.quote == "Nine ships"


def test_a_note_on_something_else_ties_to_nothing():
    note = "Correction: an earlier version of this report misspelt the name of the harbour."
    newer = version(BODY.replace("Four", "Nine"), "2024-03-05", note)
    assert [one.loss for one in vanished([version(BODY), newer])] == [Loss.ALTERED]


def test_a_correction_that_arrives_before_what_it_corrects_works():
    note = (
        "Correction: an earlier version of this report said that four ships left. The number is "
        "nine."
    )
    newer = version(BODY.replace("Four", "Nine"), "2024-03-05", note)
    assert vanished([newer, version(BODY)]) == vanished([version(BODY), newer])
    undated = version(BODY.replace("Four", "Nine"), None, note)
    (found,) = vanished([undated, version(BODY, None)])
    assert found.loss is Loss.CORRECTED


def test_what_went_and_came_back_is_told_once_for_each_step():
    without = "Four ships left Lund on Monday."
    versions = [version(BODY), version(without, "2024-03-05"), version(BODY + " ", "2024-03-06")]
    assert [one.kind for one in vanished(versions)] == ["statement"]


def test_the_spans_hold_in_their_versions():
    older, newer = version(BODY), version(BODY.replace("Four", "Nine"))
    for one in vanished([older, newer]):
        assert one.words.holds_in(older[0].text)
        assert one.now is None or one.now.holds_in(newer[0].text)
        assert (one.before, one.after) == (older[0].id, newer[0].id)


def test_one_version_loses_nothing():
    assert vanished([]) == ()
    assert vanished([version(BODY)]) == ()
    assert isinstance(version(BODY)[0], Report)
